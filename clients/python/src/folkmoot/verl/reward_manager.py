"""verl's reward manager, which is handed the prompt, unlike its reward functions."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from ..frameworks import framework_module
from .scores import compute_score

_BASE = "verl.experimental.reward_loop.reward_manager.base"


class ConversationRewards:
    """What the reward manager does; `reward_manager_class` puts it on verl's base class."""

    tokenizer: Any
    words: Mapping[str, Any]

    async def run_single(self, data: Any) -> dict[str, Any]:
        """The reward of a DataProto of one trajectory: of its last sequence, where it has several.

        Returns `reward_score`, and as `reward_extra_info` the same keys always: `score`, the dimensions, `scored`.
        """
        item = data[-1:][0]
        row = item.non_tensor_batch
        response_ids = item.batch["responses"]
        length = int(item.batch["attention_mask"][-int(response_ids.shape[-1]) :].sum())
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(None, self._decode, response_ids[:length])
        answer = await compute_score(
            str(row.get("data_source", "")),
            response,
            (row.get("reward_model") or {}).get("ground_truth"),
            _extra_info(row),
            **self.words,
        )
        return {"reward_score": answer["score"], "reward_extra_info": answer}

    def _decode(self, ids: Any) -> str:
        return str(self.tokenizer.decode(ids, skip_special_tokens=True))


def reward_manager_class() -> type[Any]:
    """Make the class for `reward.reward_manager`. Imports verl; raises ImportError where it cannot."""
    base = framework_module(_BASE, "pip install 'verl>=0.8'").RewardManagerBase

    def begin(
        self: Any,
        config: Any,
        tokenizer: Any,
        compute_score: Any,
        reward_router_address: Any = None,
        reward_model_tokenizer: Any = None,
    ) -> None:
        base.__init__(self, config, tokenizer, compute_score)
        self.tokenizer = tokenizer
        self.words = dict(config["reward"]["custom_reward_function"].get("reward_kwargs") or {})

    body = {"__init__": begin, "__module__": "folkmoot.verl", "__doc__": "Folkmoot's rewards, with the prompt."}
    return type("RewardManager", (ConversationRewards, base), body)


def _extra_info(row: Mapping[str, Any]) -> dict[str, Any]:
    extra_info = dict(row.get("extra_info") or {})
    for name in ("collection_slug", "scenario_slug"):
        if row.get(name) is not None:
            extra_info[name] = row[name]
    if row.get("raw_prompt") is not None:
        extra_info["messages"] = row["raw_prompt"]
    return extra_info

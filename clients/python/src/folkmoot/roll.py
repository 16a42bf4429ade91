"""What ROLL (alibaba/ROLL) calls: `RewardWorker`, for `rewards.<domain>.worker_cls: folkmoot.roll.RewardWorker`.

Its server is FOLKMOOT_URL, with FOLKMOOT_API_KEY, which `system_envs` of the worker sets; for other terms make a class
of your own with `make_reward_worker`. ROLL cannot carry `None`: without a filler an answer without a reward raises.
Nothing of ROLL is imported before the class is asked for. Written after ROLL's source of August 2026 (0.3.0); the
package `roll` on PyPI (0.13.4) is another project.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .connections import kept_client, settings_of
from .conversations import Message, messages_of, without_thinking
from .digests import group_of
from .errors import OUTAGES
from .fillers import filler_or_raise, fixed_dimensions, reward_or_filler, scores_of
from .frameworks import framework_module
from .models import BatchResult
from .scenario_names import scenario_of_any
from .settings import Settings
from .templates import TemplateName, conversation_of, response_text

__all__ = ["make_reward_worker"]

_INSTALL = "ROLL is installed from https://github.com/alibaba/ROLL; the package `roll` on PyPI is another project"
_NAMED = ("collection_slug", "scenario_slug", "reference", "messages", "ground_truth", "tag")


@dataclass(frozen=True)
class WorkerTerms:
    """What a reward worker asks for."""

    settings: Settings
    collection_slug: str | None
    scenario_slug: str | None
    dimensions: tuple[str, ...]
    filler: float | None
    reward_mode: Literal["absolute", "group"]
    template: TemplateName


class ConversationRewards:
    """What the worker does with a DataProto; `make_reward_worker` puts it on ROLL's base class."""

    terms: WorkerTerms
    tokenizer: Any

    def rewards_of(self, data: Any) -> tuple[list[float], dict[str, float]]:
        """One reward a response, and the means of the dimensions as metrics, in one request."""
        rows = _rows(data)
        pad = self.tokenizer.pad_token_id
        prompts = [_text(self.tokenizer, _stripped(ids, pad, leading=True)) for ids in data.batch["prompts"].tolist()]
        answers = [
            _text(self.tokenizer, _stripped(ids, pad, leading=False)) for ids in data.batch["responses"].tolist()
        ]
        items = [self._item(*parts) for parts in zip(rows, prompts, answers, strict=True)]
        results = self._ask(items)
        rewards = [
            filler_or_raise(self.terms.filler, "the server was away")
            if result is None
            else reward_or_filler(result, self.terms.filler)
            for result in results
        ]
        return rewards, self._metrics(results)

    def _item(self, row: Mapping[str, Any], prompt: str, answer: str) -> dict[str, Any]:
        terms = self.terms
        labels = (row, row.get("ground_truth"), row.get("tag"))
        scenario = scenario_of_any(labels, terms.collection_slug, terms.scenario_slug)
        item = {
            "collection_slug": scenario.collection_slug,
            "scenario_slug": scenario.scenario_slug,
            "messages": _messages(row.get("messages"), prompt, answer, terms.template),
            "group_id": group_of(scenario.collection_slug, scenario.scenario_slug, prompt),
        }
        return item if row.get("reference") is None else {**item, "reference": row["reference"]}

    def _ask(self, items: Sequence[Mapping[str, Any]]) -> Sequence[BatchResult | None]:
        try:
            return kept_client(self.terms.settings).batch_evaluate(items, reward_mode=self.terms.reward_mode).results
        except OUTAGES as error:
            filler_or_raise(self.terms.filler, str(error))
            return [None] * len(items)

    def _metrics(self, results: Sequence[BatchResult | None]) -> dict[str, float]:
        scored = [result is not None and result.reward is not None for result in results]
        metrics = {"folkmoot/scored_share": sum(scored) / max(1, len(scored))}
        kept = [fixed_dimensions(scores_of(result), self.terms.dimensions, 0.0) for result in results]
        for dimension in self.terms.dimensions:
            metrics[f"folkmoot/{dimension}"] = sum(each[dimension] for each in kept) / max(1, len(kept))
        return metrics


def make_reward_worker(
    url: str | None = None,
    *,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    dimensions: Sequence[str] = (),
    filler: float | None = None,
    reward_mode: Literal["absolute", "group"] = "absolute",
    template: TemplateName = "auto",
    api_key: str | None = None,
    settings: Settings | None = None,
) -> type[Any]:
    """Make a reward worker's class. Imports ROLL; raises ImportError that says what to install where it cannot.

    A row names its scenario by columns, by `ground_truth` or by `tag`. The prompt is its `messages`, else the templated
    text read back. The tensors are `token_level_rewards` (zeros), `response_level_rewards` and `scores`, of half
    precision as those of ROLL's own workers.
    """
    worker = framework_module("roll.distributed.executor.worker", _INSTALL).Worker
    decorator = framework_module("roll.distributed.scheduler.decorator", _INSTALL)
    protocol = framework_module("roll.distributed.scheduler.protocol", _INSTALL)
    found = WorkerTerms(
        settings_of(url, api_key, settings),
        collection_slug,
        scenario_slug,
        tuple(dimensions),
        None if filler is None else float(filler),
        reward_mode,
        template,
    )

    def begin(self: Any, worker_config: Any) -> None:
        worker.__init__(self, worker_config=worker_config)
        self.rank_info.dp_rank = self.rank_info.rank
        self.rank_info.dp_size = self.rank_info.world_size
        providers = framework_module("roll.models.model_providers", _INSTALL)
        self.tokenizer = providers.default_tokenizer_provider(model_args=self.worker_config.model_args)

    @decorator.register(dispatch_mode=decorator.Dispatch.ONE_TO_ALL)  # type: ignore[untyped-decorator]
    def initialize(self: Any, pipeline_config: Any) -> None:
        """Nothing has to be loaded."""

    @decorator.register(dispatch_mode=decorator.Dispatch.DP_MP_COMPUTE, clear_cache=False)  # type: ignore[untyped-decorator]
    def compute_rewards(self: Any, data: Any) -> Any:
        torch = framework_module("torch", "pip install torch")
        rewards, metrics = self.rewards_of(data)
        scores = torch.tensor(rewards, dtype=torch.float16)
        tensors = {
            "token_level_rewards": torch.zeros_like(data.batch["responses"], dtype=torch.float16),
            "response_level_rewards": scores,
            "scores": scores,
        }
        output = protocol.DataProto.from_dict(tensors=tensors)
        output.meta_info = {"metrics": metrics}
        return output

    body = {
        "__init__": begin,
        "initialize": initialize,
        "compute_rewards": compute_rewards,
        "terms": found,
        "__module__": __name__,
        "__doc__": "Folkmoot's rewards for one domain of an RLVR pipeline.",
    }
    return type("RewardWorker", (ConversationRewards, worker), body)


def __getattr__(name: str) -> Any:
    """Makes `RewardWorker`, once."""
    if name != "RewardWorker":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = made = make_reward_worker()
    return made


def _rows(data: Any) -> list[dict[str, Any]]:
    columns = {name: data.non_tensor_batch[name] for name in _NAMED if name in data.non_tensor_batch}
    return [{name: column[place] for name, column in columns.items()} for place in range(len(data.batch["responses"]))]


def _stripped(ids: Sequence[int], pad: int | None, *, leading: bool) -> list[int]:
    """The ids without the padding on one side. Within the text a token that also pads may end a turn."""
    kept = list(ids)
    while kept and kept[0 if leading else -1] == pad:
        kept.pop(0 if leading else -1)
    return kept


def _text(tokenizer: Any, ids: Sequence[int]) -> str:
    return str(tokenizer.decode(list(ids), skip_special_tokens=False))


def _messages(messages: Any, prompt: str, answer: str, template: TemplateName) -> list[Message]:
    if messages is None or isinstance(messages, str):
        # ROLL takes messages as JSON text, too; the templated prompt says the same.
        written = conversation_of(prompt + answer, prompt, template)
    else:
        written = messages_of(messages, response_text(answer, template))
    written[-1]["content"] = without_thinking(written[-1]["content"])
    return written

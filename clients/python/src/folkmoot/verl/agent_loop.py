"""verl's agent loop that plays whole episodes with the simulated person."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from ..conversations import Message, messages_of
from ..episode_steps import Step
from ..episodes import AsyncEpisode, EpisodeTerms, Start, prompt_of_episode
from ..frameworks import framework_module
from ..scenario_names import ScenarioName, scenario_of_any

_BASE = "verl.experimental.agent_loop.agent_loop"
_INSTALL = "pip install 'verl>=0.9'"


@dataclass
class _Rollout:
    """The tokens of an episode so far: `ids` prompt and all, `mask` and `logprobs` of what comes after the prompt."""

    ids: list[int]
    mask: list[int] = field(default_factory=list)
    logprobs: list[float] | None = None
    extra_fields: dict[str, Any] = field(default_factory=dict)
    metrics: dict[str, Any] = field(default_factory=lambda: {"generate_sequences": 0.0, "tool_calls": 0.0})
    routed_experts: Any = None
    changes: list[float] = field(default_factory=list)


class EpisodeLoop:
    """What the agent loop does; `agent_loop_class` puts it on verl's base class, whose methods it calls."""

    base: Any
    terms: EpisodeTerms
    run_scenario: tuple[str | None, str | None]
    turns_max: int | None

    async def run(self, sampling_params: dict[str, Any], priority: int = 0, **row: Any) -> Any:
        """One episode of the row's scenario, as an AgentLoopOutput with its reward.

        The scenario is named by the row's columns, its `extra_info`, ground truth or `data_source`, or for the run. A
        prompt that holds the opening stays as it is; one of system messages alone is given it.
        """
        this: Any = self
        episode = AsyncEpisode(self.terms)
        created = await episode.begin(_start_of(row, *self.run_scenario))
        messages = prompt_of_episode(messages_of(row["raw_prompt"], []), created)
        rollout = _Rollout(await this.ct_build_initial_tokens(messages))
        is_fixed = getattr(this.rollout_config, "full_determinism", False)
        request_id = f"det-{int(priority)}" if is_fixed else uuid4().hex
        step: Step | None = None
        for _ in range(self._turns_max()):
            move = await self._generate(rollout, request_id, sampling_params)
            began_at = time.monotonic()
            step = await episode.play(move)
            rollout.metrics["tool_calls"] += time.monotonic() - began_at
            rollout.changes.append(step.change)
            messages.append({"role": "assistant", "content": move})
            if step.is_over or not await self._hear(rollout, messages, step.observation):
                break
        await episode.close()
        return self._output(rollout, step, episode.ledger.final_reward(step))

    async def _generate(self, rollout: _Rollout, request_id: str, sampling_params: dict[str, Any]) -> str:
        this: Any = self
        began_at = time.monotonic()
        output = await this.server_manager.generate(
            request_id=request_id, prompt_ids=rollout.ids, sampling_params=sampling_params
        )
        rollout.metrics["generate_sequences"] += time.monotonic() - began_at
        preempted = -1 if output.num_preempted is None else output.num_preempted
        known = rollout.metrics.get("num_preempted")
        rollout.metrics["num_preempted"] = preempted if known is None else known + max(0, preempted)
        _merge_extra_fields(rollout.extra_fields, output.extra_fields)
        if output.routed_experts is not None:
            rollout.routed_experts = output.routed_experts
        has_logprobs = bool(rollout.logprobs or output.log_probs)
        merged, rollout.mask, logprobs = await this.ct_merge_assistant_token(
            rollout.ids,
            output.token_ids,
            rollout.mask,
            (rollout.logprobs or []) if has_logprobs else None,
            assistant_logprobs=output.log_probs or None,
        )
        rollout.ids = merged.token_ids
        rollout.logprobs = rollout.logprobs if logprobs is None else logprobs
        return str(this.tokenizer.decode(output.token_ids, skip_special_tokens=True))

    async def _hear(self, rollout: _Rollout, messages: list[Message], observation: str) -> bool:
        """Appends what the persona says. Returns whether there is room for another move after it."""
        this: Any = self
        room = this.rollout_config.response_length
        if len(rollout.mask) >= room:
            return False
        previous = list(messages)
        messages.append({"role": "user", "content": observation})
        merged, mask, logprobs = await this.ct_merge_context_msg(
            previous, messages, rollout.ids, rollout.mask, rollout.logprobs
        )
        if len(mask) >= room:
            return False
        rollout.ids, rollout.mask = merged.token_ids, mask
        rollout.logprobs = rollout.logprobs if logprobs is None else logprobs
        return True

    def _turns_max(self) -> int:
        this: Any = self
        configured = getattr(this.rollout_config.multi_turn, "max_assistant_turns", None)
        return self.turns_max or configured or 64

    def _output(self, rollout: _Rollout, step: Step | None, reward: float) -> Any:
        this: Any = self
        room = this.rollout_config.response_length
        prompt_length = len(rollout.ids) - len(rollout.mask)
        is_scored = step is not None and step.is_scored
        dimensions = {} if step is None else step.dimensions
        extra_fields = {
            **rollout.extra_fields,
            "turn_scores": rollout.changes,
            "tool_rewards": [],
            "reward_extra_info": {"score": reward, **dimensions, "scored": float(is_scored)},
        }
        routed = rollout.routed_experts
        return self.base.AgentLoopOutput(
            prompt_ids=rollout.ids[:prompt_length],
            response_ids=rollout.ids[prompt_length:][:room],
            response_mask=rollout.mask[:room],
            response_logprobs=rollout.logprobs[:room] if rollout.logprobs else None,
            routed_experts=None if routed is None else routed[: prompt_length + room],
            reward_score=reward,
            # As verl counts them: the prompt, and the turns of both sides after it.
            num_turns=2 * len(rollout.changes),
            metrics=rollout.metrics,
            extra_fields=extra_fields,
        )


def agent_loop_class() -> type[Any]:
    """Make the class for `rollout.agent.agent_loop_config_path`. Imports verl; raises ImportError where it cannot."""
    module = framework_module(_BASE, _INSTALL)
    base = module.AgentLoopBase
    if not hasattr(base, "ct_merge_context_msg"):
        raise ImportError(f"verl's AgentLoopBase has no ct_merge_context_msg: verl 0.9 or newer is needed. {_INSTALL}")

    def begin(
        self: Any,
        *words: Any,
        url: str | None = None,
        api_key: str | None = None,
        collection_slug: str | None = None,
        scenario_slug: str | None = None,
        dimensions: Sequence[str] = (),
        filler: float | None = None,
        turns_max: int | None = None,
        **more: Any,
    ) -> None:
        base.__init__(self, *words, **more)
        self.terms = EpisodeTerms.of(url, api_key, dimensions=dimensions, filler=filler)
        self.run_scenario = (collection_slug, scenario_slug)
        self.turns_max = turns_max

    body = {
        "__init__": begin,
        "base": module,
        "__module__": "folkmoot.verl",
        "__doc__": "Episodes with Folkmoot's simulated people.",
    }
    return type("EpisodeAgentLoop", (EpisodeLoop, base), body)


def _start_of(row: Mapping[str, Any], collection_slug: str | None, scenario_slug: str | None) -> Start:
    extra_info = row.get("extra_info") or {}
    labels = (row, extra_info, (row.get("reward_model") or {}).get("ground_truth"), row.get("data_source"))
    scenario: ScenarioName = scenario_of_any(labels, collection_slug, scenario_slug)
    return Start.of_row({**extra_info, **row}, scenario)


def _merge_extra_fields(known: dict[str, Any], new: Mapping[str, Any]) -> None:
    """The first answer's fields, and the newest step of the policy's weights, as verl's own loops keep them."""
    if not known:
        known.update(new)
    elif new.get("max_global_steps"):
        known["max_global_steps"] = new["max_global_steps"]

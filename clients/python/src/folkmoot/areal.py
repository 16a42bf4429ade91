"""What AReaL calls: `reward_fn` for its RLVR workflow, and `EpisodeAgent` for its agent workflows.

AReaL gives a reward function 15 s, process start and all, and turns a later answer into a reward of 0: `reward_fn`
answers or raises within 11 s. AReaL cannot carry `None`: without a filler of your choice an answer without a reward
raises. No part of AReaL is imported. Written after the source of areal 1.0.4.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import httpx

from .connections import kept_client, settings_of
from .conversations import Message, messages_of, without_thinking
from .episodes import AsyncEpisode, EpisodeTerms, Start, prompt_of_episode
from .errors import OUTAGES
from .fillers import filler_or_raise, reward_or_filler
from .scenario_names import scenario_of_any
from .settings import Settings
from .templates import TemplateName, conversation_of, response_text
from .tool_calls import calls_of

_BUDGET_MS, _MARGIN_SECONDS = 10_000, 1.0
_MOVE_SECONDS_MAX = 600.0


@dataclass(frozen=True)
class RewardFunction:
    """AReaL's `reward_fn(prompt, completions, prompt_ids, completion_ids, **row)`; `make_reward_fn` makes one.

    Plain data, so that it crosses to AReaL's worker processes; each of them keeps a connection of its own.
    """

    settings: Settings
    collection_slug: str | None = None
    scenario_slug: str | None = None
    filler: float | None = None
    template: TemplateName = "auto"
    strip_think: bool = True

    def __call__(
        self,
        prompt: str,
        completions: str,
        prompt_ids: Sequence[int] | None = None,
        completion_ids: Sequence[int] | None = None,
        **row: Any,
    ) -> float:
        """The reward of one completion, both texts with their special tokens.

        The row's columns, `answer` or `data_source` name the scenario; its `messages`, where they are there, go before
        the templated prompt. `reference` is the right answer, for rubrics that compare.
        """
        labels = (row, row.get("answer"), row.get("data_source"))
        scenario = scenario_of_any(labels, self.collection_slug, self.scenario_slug)
        item = {
            "collection_slug": scenario.collection_slug,
            "scenario_slug": scenario.scenario_slug,
            "messages": self._messages(prompt, completions, row.get("messages")),
        }
        if row.get("reference") is not None:
            item["reference"] = row["reference"]
        try:
            [result] = kept_client(self.settings).batch_evaluate([item]).results
        except OUTAGES as error:
            return filler_or_raise(self.filler, str(error))
        return reward_or_filler(result, self.filler)

    def _messages(self, prompt: str, completion: str, messages: Any) -> list[Message]:
        if messages is None:
            written = conversation_of(prompt + completion, prompt, self.template)
        else:
            written = messages_of(messages, response_text(completion, self.template))
        if self.strip_think:
            written[-1]["content"] = without_thinking(written[-1]["content"])
        return written


def make_reward_fn(
    url: str | None = None,
    *,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    filler: float | None = None,
    template: TemplateName = "auto",
    strip_think: bool = True,
    api_key: str | None = None,
    settings: Settings | None = None,
) -> RewardFunction:
    """Make a reward function that answers or raises within 11 s, whatever budget the settings have."""
    found = settings_of(url, api_key, settings)
    hasty = replace(
        found,
        latency_budget_ms=min(found.latency_budget_ms, _BUDGET_MS),
        margin_seconds=min(found.margin_seconds, _MARGIN_SECONDS),
    )
    return RewardFunction(hasty, collection_slug, scenario_slug, filler, template, strip_think)


def reward_fn(
    prompt: str,
    completions: str,
    prompt_ids: Sequence[int] | None = None,
    completion_ids: Sequence[int] | None = None,
    **row: Any,
) -> float:
    """The same as `make_reward_fn()`'s, by name: `reward_fn: folkmoot.areal.reward_fn`, with FOLKMOOT_URL set."""
    return make_reward_fn()(prompt, completions, prompt_ids, completion_ids, **row)


class EpisodeAgent:
    """An agent whose `run` plays one episode through AReaL's proxy of the policy and returns its score.

    `sampling` goes into every request to the policy as it is (`temperature`, `max_completion_tokens`, …).
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        collection_slug: str | None = None,
        scenario_slug: str | None = None,
        filler: float | None = None,
        turns_max: int = 16,
        model: str = "default",
        api_key: str | None = None,
        settings: Settings | None = None,
        **sampling: Any,
    ) -> None:
        if turns_max < 1:
            raise ValueError(f"turns_max: expected at least 1, got {turns_max}.")
        self._terms = EpisodeTerms.of(url, api_key, settings, filler=filler)
        self._run_scenario = (collection_slug, scenario_slug)
        self._turns_max = turns_max
        self._model = model
        self._sampling = sampling

    async def run(self, data: Mapping[str, Any], **proxy: Any) -> float:
        """Plays the row's scenario; AReaL gives `base_url`, `api_key` and `http_client`, or sets OPENAI_BASE_URL.

        Returns the score of the whole conversation as a float, which AReaL gives to the last completion and discounts
        backwards. `messages` of the row are the prompt; without any, the brief and the opening are.
        """
        labels = (data, data.get("answer"), data.get("data_source"))
        scenario = scenario_of_any(labels, *self._run_scenario)
        episode = AsyncEpisode(self._terms)
        created = await episode.begin(Start.of_row(data, scenario))
        messages = prompt_of_episode(messages_of(data.get("messages") or [], []), created)
        given = proxy.get("http_client")
        client: httpx.AsyncClient = given or httpx.AsyncClient(timeout=_MOVE_SECONDS_MAX)
        try:
            for _ in range(self._turns_max):
                said = await self._ask(client, messages, proxy)
                messages.append(said)
                step = await episode.play(response_text(str(said.get("content") or "")), calls_of(said))
                if step.is_over:
                    break
                messages.append({"role": "user", "content": step.observation})
        finally:
            await episode.close()
            if given is None:
                await client.aclose()
        return episode.ledger.final_reward(episode.last)

    async def _ask(self, client: httpx.AsyncClient, messages: Sequence[Message], proxy: Mapping[str, Any]) -> Message:
        base_url = proxy.get("base_url") or os.environ.get("OPENAI_BASE_URL")
        if not base_url:
            raise ValueError("base_url: AReaL gives it, or OPENAI_BASE_URL names the policy's address.")
        key = proxy.get("api_key") or os.environ.get("OPENAI_API_KEY", "")
        response = await client.post(
            f"{str(base_url).rstrip('/')}/chat/completions",
            json={"model": self._model, "messages": list(messages), **self._sampling},
            headers={"Authorization": f"Bearer {key}"},
        )
        response.raise_for_status()
        said: Message = response.json()["choices"][0]["message"]
        return {name: value for name, value in said.items() if value is not None}

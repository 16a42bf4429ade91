"""Episodes as trainers' adapters play them: begun, played move by move, survived where the server goes away."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .connections import kept_async_client, kept_client, settings_of
from .conversations import Message, without_thinking
from .episode_steps import Step, StepLedger
from .errors import OUTAGES, FolkmootError
from .fillers import filler_or_raise
from .models import CreatedEpisode
from .scenario_names import ScenarioName
from .settings import Settings

_log = logging.getLogger("folkmoot")
_AWAY = "the server was away"


@dataclass(frozen=True)
class EpisodeTerms:
    """What all episodes of a run share. `filler` stands for rewards that could not be had; without one they raise."""

    settings: Settings
    dimensions: tuple[str, ...] = ()
    filler: float | None = None

    @classmethod
    def of(
        cls,
        url: str | None = None,
        api_key: str | None = None,
        settings: Settings | None = None,
        *,
        dimensions: Sequence[str] = (),
        filler: float | None = None,
    ) -> EpisodeTerms:
        """The terms of a run whose server is given whole, or by url and key."""
        return cls(settings_of(url, api_key, settings), tuple(dimensions), None if filler is None else float(filler))


@dataclass(frozen=True)
class Start:
    """Where an episode begins: its scenario and, from the row, a seed and the group that shares it."""

    scenario: ScenarioName
    seed: int | None = None
    group_id: str | None = None

    @classmethod
    def of_row(cls, row: Mapping[str, Any], scenario: ScenarioName) -> Start:
        """The start that a training row asks for by its columns `seed` and `group_id`."""
        seed, group_id = row.get("seed"), row.get("group_id")
        return cls(scenario, None if seed is None else int(seed), None if group_id is None else str(group_id))

    def options(self) -> dict[str, Any]:
        """The arguments of `create_episode` beside the scenario."""
        return {"seed": self.seed, "group_id": self.group_id, "reward_mode": "cumulative"}


class SyncEpisode:
    """An episode for trainers that call from threads of their own."""

    def __init__(self, terms: EpisodeTerms) -> None:
        self._terms = terms
        self.ledger = StepLedger(terms.dimensions, terms.filler)
        self.created: CreatedEpisode | None = None
        self.last: Step | None = None
        self._turn = 0

    def begin(self, start: Start) -> CreatedEpisode | None:
        """Begins it. `None` while the server is away; without a filler that raises UnscoredError."""
        client = kept_client(self._terms.settings)
        names = (start.scenario.collection_slug, start.scenario.scenario_slug)
        try:
            self.created = client.create_episode(*names, **start.options())
        except OUTAGES as error:
            filler_or_raise(self._terms.filler, str(error))
        return self.created

    def play(self, move: str) -> Step:
        """Plays one move of the policy, without its `<think>` blocks. An outage ends the episode with the filler."""
        if self.created is None:
            self.last = self.ledger.broken_off(_AWAY)
            return self.last
        client = kept_client(self._terms.settings)
        self._turn += 1
        try:
            answer = client.play_turn(self.created.episode_id, without_thinking(move), turn=self._turn)
        except OUTAGES as error:
            self.last = self.ledger.broken_off(str(error))
        else:
            self.last = self.ledger.answered(answer)
        return self.last

    def close(self) -> None:
        """Ends the episode at the server where it has not ended; nothing is raised, it would expire anyway."""
        if self.created is None or (self.last is not None and self.last.is_over):
            return
        try:
            kept_client(self._terms.settings).end_episode(self.created.episode_id)
        except FolkmootError as error:
            _log.info("An episode was left to expire: %s", error)
        self.created = None


class AsyncEpisode:
    """The same for trainers that await."""

    def __init__(self, terms: EpisodeTerms) -> None:
        self._terms = terms
        self.ledger = StepLedger(terms.dimensions, terms.filler)
        self.created: CreatedEpisode | None = None
        self.last: Step | None = None
        self._turn = 0

    async def begin(self, start: Start) -> CreatedEpisode | None:
        """Begins it. `None` while the server is away; without a filler that raises UnscoredError."""
        client = kept_async_client(self._terms.settings)
        names = (start.scenario.collection_slug, start.scenario.scenario_slug)
        try:
            self.created = await client.create_episode(*names, **start.options())
        except OUTAGES as error:
            filler_or_raise(self._terms.filler, str(error))
        return self.created

    async def play(self, move: str) -> Step:
        """Plays one move of the policy, without its `<think>` blocks. An outage ends the episode with the filler."""
        if self.created is None:
            self.last = self.ledger.broken_off(_AWAY)
            return self.last
        client = kept_async_client(self._terms.settings)
        self._turn += 1
        try:
            answer = await client.play_turn(self.created.episode_id, without_thinking(move), turn=self._turn)
        except OUTAGES as error:
            self.last = self.ledger.broken_off(str(error))
        else:
            self.last = self.ledger.answered(answer)
        return self.last

    async def close(self) -> None:
        """Ends the episode at the server where it has not ended; nothing is raised, it would expire anyway."""
        if self.created is None or (self.last is not None and self.last.is_over):
            return
        try:
            await kept_async_client(self._terms.settings).end_episode(self.created.episode_id)
        except FolkmootError as error:
            _log.info("An episode was left to expire: %s", error)
        self.created = None


def prompt_of_episode(prompt: Sequence[Message], created: CreatedEpisode | None) -> list[Message]:
    """The prompt that an episode begins with.

    A prompt that ends with the other side's words holds the opening already (`folkmoot.datasets.opening_messages`
    writes such rows) and stays as it is. Else the opening is added, and the policy's brief before it where there is no
    message of the system.
    """
    messages = [dict(message) for message in prompt]
    if created is None or (messages and messages[-1].get("role") == "user"):
        return messages
    if not messages:
        messages.append({"role": "system", "content": created.policy_brief})
    return [*messages, {"role": "user", "content": created.observation.content}]

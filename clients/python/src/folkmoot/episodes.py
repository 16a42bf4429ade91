"""Episodes as trainers' adapters play them: begun, played move by move, survived where the server goes away."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .calls import Json
from .connections import kept_async_client, kept_client, settings_of
from .conversations import Message
from .episode_steps import Step, StepLedger
from .errors import EPISODE_BREAKS, OUTAGES, FolkmootError
from .fillers import filler_or_raise
from .models import CreatedEpisode
from .moves import play_move, play_move_async
from .scenario_names import ScenarioName
from .settings import Settings
from .tool_calls import move_of, tell_tools

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
        self._is_open = True

    def begin(self, start: Start) -> CreatedEpisode | None:
        """Begins it. `None` while the server is away; without a filler that raises UnscoredError."""
        client = kept_client(self._terms.settings)
        names = (start.scenario.collection_slug, start.scenario.scenario_slug)
        try:
            self.created = client.create_episode(*names, **start.options())
        except OUTAGES as error:
            filler_or_raise(self._terms.filler, str(error))
        return self.created

    def play(self, move: str, tool_calls: Sequence[Json] = ()) -> Step:
        """Plays one move of the policy: a text, and the calls in it and beside it, as `move_of` reads them.

        A move that the server refuses, such as one that is too long, is silence, and breaks the episode off with the
        score of that. Where the server is away, or has lost the episode, it ends with the filler.
        """
        if self.created is None:
            self.last = self.ledger.broken_off(_AWAY)
            return self.last
        client, message = kept_client(self._terms.settings), move_of(move, tool_calls)
        self._turn += 1
        try:
            answer, is_refused = play_move(client, self.created.episode_id, message, self._turn)
        except EPISODE_BREAKS as error:
            self._is_open = False
            self.last = self.ledger.broken_off(str(error))
        else:
            self._is_open = not answer.episode_complete
            self.last = self.ledger.answered(answer, is_broken_off=is_refused)
        return self.last

    def close(self) -> None:
        """Ends the episode at the server where it has not ended; nothing is raised, it would expire anyway."""
        if self.created is None or not self._is_open:
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
        self._is_open = True

    async def begin(self, start: Start) -> CreatedEpisode | None:
        """Begins it. `None` while the server is away; without a filler that raises UnscoredError."""
        client = kept_async_client(self._terms.settings)
        names = (start.scenario.collection_slug, start.scenario.scenario_slug)
        try:
            self.created = await client.create_episode(*names, **start.options())
        except OUTAGES as error:
            filler_or_raise(self._terms.filler, str(error))
        return self.created

    async def play(self, move: str, tool_calls: Sequence[Json] = ()) -> Step:
        """Plays one move, as `SyncEpisode.play` does."""
        if self.created is None:
            self.last = self.ledger.broken_off(_AWAY)
            return self.last
        client, message = kept_async_client(self._terms.settings), move_of(move, tool_calls)
        self._turn += 1
        try:
            answer, is_refused = await play_move_async(client, self.created.episode_id, message, self._turn)
        except EPISODE_BREAKS as error:
            self._is_open = False
            self.last = self.ledger.broken_off(str(error))
        else:
            self._is_open = not answer.episode_complete
            self.last = self.ledger.answered(answer, is_broken_off=is_refused)
        return self.last

    async def close(self) -> None:
        """Ends the episode at the server where it has not ended; nothing is raised, it would expire anyway."""
        if self.created is None or not self._is_open:
            return
        try:
            await kept_async_client(self._terms.settings).end_episode(self.created.episode_id)
        except FolkmootError as error:
            _log.info("An episode was left to expire: %s", error)
        self.created = None


def prompt_of_episode(prompt: Sequence[Message], created: CreatedEpisode | None) -> list[Message]:
    """The prompt that an episode begins with.

    A prompt that ends with the other side's words holds the opening already (`folkmoot.datasets.opening_messages`
    writes such rows) and stays as it is. Else the opening is added. Before it the policy is told of its tools: with its
    brief where there is no message of the system, else in the opening's message.
    """
    messages = [dict(message) for message in prompt]
    if created is None or (messages and messages[-1].get("role") == "user"):
        return messages
    opening, tools = created.observation.content, tell_tools(created.tools)
    if not messages:
        messages.append({"role": "system", "content": f"{created.policy_brief}\n\n{tools}".strip()})
    elif tools:
        opening = f"{tools}\n\nThe conversation begins:\n{opening}"
    return [*messages, {"role": "user", "content": opening}]

"""An environment for TRL that plays episodes."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..calls import Json
from ..connections import kept_client, settings_of
from ..episodes import Start
from ..errors import MODELS_OWN_MISTAKES, OUTAGES, FolkmootError
from ..models import CreatedEpisode, TurnAnswer
from ..scenario_names import scenario_of
from ..settings import Settings
from ..tool_calls import describe_tools, tell_results

_log = logging.getLogger("folkmoot.trl")


class EpisodeEnvironment:
    """An environment for `GRPOTrainer(environment_factory=…)` that plays episodes; `environment_factory` makes it.

    The model talks to the persona by the tools `send_message` and `use_tool`; text beside them reaches nobody. The
    reward is the server's score of the conversation as it stands, `None` where there is none, or where the server was
    away, or lost the episode, while it was played.
    """

    def __init__(
        self, settings: Settings, collection_slug: str | None, scenario_slug: str | None, with_brief: bool
    ) -> None:
        self._settings = settings
        self._collection_slug = collection_slug
        self._scenario_slug = scenario_slug
        self._with_brief = with_brief
        self._episode: CreatedEpisode | None = None
        self._last: TurnAnswer | None = None
        self._is_broken = False

    def reset(self, **row: Any) -> str:
        """Begins an episode of the row's scenario.

        Returns the policy's brief and the persona's opening, which TRL appends to the last user message. `seed` and
        `group_id` may be columns, too.
        """
        scenario = scenario_of(row, self._collection_slug, self._scenario_slug)
        self._last, self._episode, self._is_broken = None, None, False
        try:
            self._episode = kept_client(self._settings).create_episode(
                scenario.collection_slug,
                scenario.scenario_slug,
                **Start.of_row(row, scenario).options(),
            )
        except OUTAGES as error:
            # An exception here would end the run; without a reward the rollout is left out.
            return self._break(error)
        opening, gap = self._episode.observation.content, _gap(row.get("prompt"))
        if not self._with_brief:
            return f"{gap}{opening}"
        told = "\n".join(part for part in (self._episode.policy_brief, describe_tools(self._episode.tools)) if part)
        return f"{gap}{told}\n\nThe conversation begins:\n{opening}"

    def send_message(self, content: str) -> str:
        """Say something to the other person and get their answer.

        Args:
            content: What you say, in plain text.

        Returns:
            What the other person answers.

        """
        return self._play([{"role": "assistant", "content": content}])

    def use_tool(self, name: str, arguments: dict[str, Any]) -> str:
        """Hand in a decision or a document that the task asks for.

        Args:
            name: The name of the decision or document, as the task gives it.
            arguments: Its fields.

        Returns:
            Whether it was accepted, and what the other person says.

        """
        call = {"name": name, "input": arguments}
        return self._play([{"role": "assistant", "content": None, "tool_calls": [call]}])

    def get_reward(self) -> float | None:
        """The score of the conversation so far; asked as often as TRL likes, it costs nothing.

        A policy that has not said a word has played silence: one such turn is sent, and its score is the reward.
        """
        answer = self._answer()
        reward = None if answer is None or answer.reward is None else answer.cumulative_reward
        return None if reward is None else float(reward)

    @property
    def scores(self) -> Mapping[str, float | None]:
        """The dimensions' scores behind `get_reward`; empty where there is no reward."""
        answer = self._answer()
        return {} if answer is None or answer.reward is None else answer.scores

    @property
    def episode_id(self) -> str | None:
        """The episode's name on the server, to look it up afterwards."""
        return None if self._episode is None else self._episode.episode_id

    def _answer(self) -> TurnAnswer | None:
        """The server's last answer, `None` where the episode is left out or none was begun."""
        if self._episode is not None and self._last is None and not self._is_broken:
            self._play([{"role": "assistant", "content": ""}])
        return None if self._is_broken else self._last

    def _play(self, messages: Sequence[Json]) -> str:
        if self._episode is None or self._is_broken:
            return "There is no conversation."
        if self._last is not None and self._last.episode_complete:
            return "The conversation is over."
        turn = 1 if self._last is None else self._last.turn + 1
        try:
            self._last = kept_client(self._settings).play_turn(self._episode.episode_id, messages, turn=turn)
        except MODELS_OWN_MISTAKES:
            # TRL tells the model so, and it may try again.
            raise
        except FolkmootError as error:
            # TRL would tell the model of it and go on; the score of the turn before would pass for the episode's.
            return self._break(error)
        handed_in = tell_results(self._last.tool_results)
        over = "\nThe conversation is over." if self._last.episode_complete else ""
        return f"{handed_in}{self._last.observation.content}{over}"

    def _break(self, error: FolkmootError) -> str:
        self._is_broken = True
        _log.warning("An episode is left out: %s", error)
        return "There is no conversation."


def environment_factory(
    url: str | None = None,
    *,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    api_key: str | None = None,
    settings: Settings | None = None,
    with_brief: bool = True,
) -> Callable[[], EpisodeEnvironment]:
    """Make the factory for `GRPOTrainer(environment_factory=…)`; the scenario as in `reward_func`."""
    return functools.partial(
        EpisodeEnvironment, settings_of(url, api_key, settings), collection_slug, scenario_slug, with_brief
    )


class EpisodeDimension:
    """A reward function that reads one dimension of the episodes; `episode_dimensions` makes it."""

    def __init__(self, dimension: str, is_first: bool) -> None:
        self.__name__ = dimension
        self._is_first = is_first

    def __call__(
        self, *, environments: Sequence[Any], log_metric: Callable[[str, float], None] | None = None, **_: Any
    ) -> list[float | None]:
        """One score a rollout, `None` where there is none or the rollout is of another environment."""
        episodes = [each if isinstance(each, EpisodeEnvironment) else None for each in environments]
        if self._is_first and log_metric is not None and episodes:
            scored = [each is not None and each.get_reward() is not None for each in episodes]
            log_metric("folkmoot_episodes/scored_share", sum(scored) / len(scored))
        scores = [None if each is None else each.scores.get(self.__name__) for each in episodes]
        return [None if score is None else float(score) for score in scores]


def episode_dimensions(dimensions: Sequence[str]) -> list[EpisodeDimension]:
    """Make one reward function a dimension for a trainer whose `environment_factory` plays episodes.

    With `reward_weights=[0.0] * len(dimensions)` TRL logs them and trains on the environment's own reward alone.
    """
    if len(set(dimensions)) != len(dimensions) or not dimensions:
        raise ValueError(f"dimensions: expected one or more different names, got {list(dimensions)!r}.")
    return [EpisodeDimension(dimension, place == 0) for place, dimension in enumerate(dimensions)]


def _gap(prompt: object) -> str:
    """What goes between the row's last message and what TRL appends to it as it stands."""
    last = prompt[-1] if isinstance(prompt, Sequence) and prompt else None
    content = last.get("content") if isinstance(last, Mapping) else None
    return "\n\n" if content else ""

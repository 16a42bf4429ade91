"""verl's interaction of versions up to 0.7.1 (0.8 took interactions away; there the agent loop does this)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from ..episodes import AsyncEpisode, EpisodeTerms, Start
from ..fillers import filler_or_raise
from ..frameworks import framework_module
from ..scenario_names import scenario_of
from ..tool_calls import calls_of


class EpisodeTalk:
    """What the interaction does; `interaction_class` puts it on verl's base class."""

    terms: EpisodeTerms
    run_scenario: tuple[str | None, str | None]
    episodes: dict[str, AsyncEpisode]

    async def start_interaction(self, instance_id: str | None = None, **row: Any) -> str:
        """Begins an episode of the scenario that the row's `interaction_kwargs` name, or the run's."""
        name = instance_id or uuid4().hex
        episode = AsyncEpisode(self.terms)
        await episode.begin(Start.of_row(row, scenario_of(row, *self.run_scenario)))
        self.episodes[name] = episode
        return name

    async def generate_response(
        self, instance_id: str, messages: Sequence[Mapping[str, Any]], **_: Any
    ) -> tuple[bool, str, float, dict[str, Any]]:
        """Plays the policy's last message.

        Returns whether the episode is over, what the persona says, the change of the score, and the dimensions.
        """
        moves = [message for message in messages if message.get("role") == "assistant"]
        move = moves[-1] if moves else {}
        step = await self.episodes[instance_id].play(str(move.get("content") or ""), calls_of(move))
        return step.is_over, step.observation, step.change, {**step.dimensions, "scored": float(step.is_scored)}

    async def calculate_score(self, instance_id: str | None = None, **_: Any) -> float:
        """The score of the conversation so far."""
        episode = self.episodes.get(instance_id or "")
        return 0.0 if episode is None or episode.last is None else episode.last.score

    async def finalize_interaction(self, instance_id: str | None = None, **_: Any) -> None:
        """Ends the episode and forgets it."""
        episode = self.episodes.pop(instance_id or "", None)
        if episode is not None:
            await episode.close()


def interaction_class() -> type[Any]:
    """Make the class for `multi_turn.interaction_config_path`. Imports verl; raises ImportError where it cannot."""
    base = framework_module("verl.interactions.base", "pip install 'verl<0.8'").BaseInteraction

    def begin(self: Any, config: Mapping[str, Any]) -> None:
        base.__init__(self, config)
        self.terms = EpisodeTerms.of(
            config.get("url"),
            config.get("api_key"),
            dimensions=config.get("dimensions") or (),
            filler=config.get("filler"),
        )
        self.run_scenario = (config.get("collection_slug"), config.get("scenario_slug"))
        self.episodes = {}

    body = {"__init__": begin, "__module__": "folkmoot.verl", "__doc__": "Talks with Folkmoot's simulated people."}
    return type("EpisodeInteraction", (EpisodeTalk, base), body)


async def score_of_turns(
    data_source: str,
    solution_str: str,
    ground_truth: Any,
    extra_info: Mapping[str, Any] | None = None,
    *,
    filler: float | None = None,
    **_: Any,
) -> dict[str, float]:
    """The `compute_score` beside EpisodeInteraction: the sum of the turns' changes, which is the episode's score.

    Up to 0.7.1 what an interaction gives each turn reaches nothing but `extra_info["turn_scores"]`.
    """
    turns = (extra_info or {}).get("turn_scores")
    if turns is None or len(turns) == 0:
        return {"score": filler_or_raise(filler, 'extra_info["turn_scores"] is empty'), "scored": 0.0}
    return {"score": float(sum(float(turn) for turn in turns)), "scored": 1.0}

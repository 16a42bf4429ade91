"""What a turn of an episode is worth to trainers that want a number for each: changes that sum to the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .fillers import filler_or_raise, fixed_dimensions
from .models import TurnAnswer
from .tool_calls import tell_results


@dataclass(frozen=True)
class Step:
    """The answer to one move.

    `observation` is what became of what the move handed in, and what the persona says; empty where the server was away
    or has lost the episode. `change` is the change of the score since
    the turn before, `score` the last score that there was; where a turn has none, `change` is the filler.
    """

    observation: str
    is_over: bool
    change: float
    score: float
    is_scored: bool
    dimensions: dict[str, float] = field(default_factory=dict)


class StepLedger:
    """Keeps an episode's score from turn to turn. Answers have to come from an episode with cumulative rewards."""

    def __init__(self, dimensions: Sequence[str], filler: float | None) -> None:
        self._dimensions = tuple(dimensions)
        self._filler = filler
        self._score = 0.0

    def answered(self, answer: TurnAnswer, *, is_broken_off: bool = False) -> Step:
        """The step that an answer makes. Raises UnscoredError where it has no reward and no filler was chosen."""
        is_scored = answer.reward is not None
        if answer.reward is None:
            change = filler_or_raise(self._filler, answer.unscored_reason or "unscored")
        else:
            change, self._score = float(answer.reward) - self._score, float(answer.reward)
        dimensions = fixed_dimensions(answer.scores, self._dimensions, 0.0)
        observation = tell_results(answer.tool_results) + answer.observation.content
        is_over = answer.episode_complete or is_broken_off
        return Step(observation, is_over, change, self._score, is_scored, dimensions)

    def broken_off(self, why: str) -> Step:
        """The last step of an episode that the server left or lost. Raises UnscoredError where no filler was chosen."""
        change = filler_or_raise(self._filler, why)
        return Step("", True, change, self._score, False, fixed_dimensions({}, self._dimensions, 0.0))

    def final_reward(self, last: Step | None) -> float:
        """The one reward of an episode that ended with this step: its score, else the filler, else UnscoredError."""
        if last is not None and last.is_scored:
            return last.score
        return filler_or_raise(self._filler, "no turn was played" if last is None else "the last turn has no score")

"""Reward functions for what a rollout function brought home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class EpisodeReward:
    """The score of each episode that `rollout_func` played, or of one dimension of it; `None` where there is none.

    For `GRPOTrainer(rollout_func=…, reward_funcs=[EpisodeReward(), EpisodeReward("D1_…")])`. Asks nobody.
    """

    def __init__(self, dimension: str | None = None) -> None:
        self.dimension = dimension
        self.__name__ = dimension or "episode_reward"

    def __call__(
        self,
        *,
        episode_reward: Sequence[float | None],
        episode_scores: Sequence[Mapping[str, float | None]],
        **_: Any,
    ) -> list[float | None]:
        """One reward a completion, from the columns that the rollout function wrote."""
        if self.dimension is None:
            return list(episode_reward)
        values = [
            None if reward is None else scores.get(self.dimension)
            for reward, scores in zip(episode_reward, episode_scores, strict=True)
        ]
        return [None if value is None else float(value) for value in values]

"""What TRL calls: reward functions, an environment that plays episodes, and a pairwise judge.

Nothing here imports TRL or torch. Rewards that could not be produced are `None`, which GRPOTrainer and RLOOTrainer
leave out of the loss; so is a whole batch while the server is away, unless `on_outage="raise"`.
"""

from .environment import EpisodeDimension, EpisodeEnvironment, environment_factory, episode_dimensions
from .judge import CompareJudge
from .rewards import (
    RewardFunction,
    RewardOptions,
    SyncRewardFunction,
    items_of,
    reward,
    reward_func,
    reward_funcs_per_dimension,
    reward_sync,
)

__all__ = [
    "CompareJudge",
    "EpisodeDimension",
    "EpisodeEnvironment",
    "RewardFunction",
    "RewardOptions",
    "SyncRewardFunction",
    "environment_factory",
    "episode_dimensions",
    "items_of",
    "reward",
    "reward_func",
    "reward_funcs_per_dimension",
    "reward_sync",
]

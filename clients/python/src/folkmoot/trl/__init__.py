"""What TRL calls: reward functions, an environment and a rollout function that play episodes, and a pairwise judge.

Nothing here imports TRL or torch. Rewards that could not be produced are `None`, which GRPOTrainer and RLOOTrainer
leave out of the loss; so is a whole batch while the server is away, unless `on_outage="raise"`. Written after the
sources of TRL 1.10 and 1.16.
"""

from .environment import EpisodeDimension, EpisodeEnvironment, environment_factory, episode_dimensions
from .episode_reward import EpisodeReward
from .items import items_of
from .judge import CompareJudge
from .options import RewardOptions
from .reward_functions import RewardFunction, SyncRewardFunction
from .rewards import reward, reward_func, reward_funcs_per_dimension, reward_sync
from .rollout import RolloutFunction, generate_with_trainer, rollout_func

__all__ = [
    "CompareJudge",
    "EpisodeDimension",
    "EpisodeEnvironment",
    "EpisodeReward",
    "RewardFunction",
    "RewardOptions",
    "RolloutFunction",
    "SyncRewardFunction",
    "environment_factory",
    "episode_dimensions",
    "generate_with_trainer",
    "items_of",
    "reward",
    "reward_func",
    "reward_funcs_per_dimension",
    "reward_sync",
    "rollout_func",
]

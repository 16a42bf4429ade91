"""Reward functions for TRL's trainers: asynchronous, blocking, one a dimension."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Literal

from ..connections import settings_of
from ..settings import Settings
from .options import OnOutage, RewardOptions
from .reward_functions import RewardFunction, SyncRewardFunction


def reward_func(
    url: str | None = None,
    *,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    api_key: str | None = None,
    settings: Settings | None = None,
    name: str = "folkmoot_reward",
    reward_mode: Literal["absolute", "group"] = "absolute",
    reference_column: str | None = None,
    strip_think: bool = True,
    human_mode: str | None = None,
    on_outage: OnOutage = "none",
) -> RewardFunction:
    """Make the reward function for `GRPOTrainer(reward_funcs=…)`.

    The scenario is the one named here, or the one in the row's columns `collection_slug` and `scenario_slug`, which go
    before. Completions of one prompt are sent as one group, so that one source answers for all of them; with
    `reward_mode="group"` the reward is the expected share of wins in it. `reference_column` names the column with the
    right answer. `human_mode` is off, auto or require.
    """
    options = RewardOptions(
        settings=settings_of(url, api_key, settings),
        collection_slug=collection_slug,
        scenario_slug=scenario_slug,
        reward_mode=reward_mode,
        reference_column=reference_column,
        strip_think=strip_think,
        human_mode=human_mode,
        on_outage=on_outage,
    )
    return RewardFunction(options, name, None)


def reward_funcs_per_dimension(
    dimensions: Sequence[str],
    url: str | None = None,
    *,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    api_key: str | None = None,
    settings: Settings | None = None,
    reference_column: str | None = None,
    strip_think: bool = True,
    on_outage: OnOutage = "none",
) -> list[RewardFunction]:
    """Make one reward function a dimension, named after it; all of them share one HTTP batch.

    For `reward_weights` and `multi_objective_aggregation`. `Client().collection(slug).dimensions` lists them.
    """
    if len(set(dimensions)) != len(dimensions) or not dimensions:
        raise ValueError(f"dimensions: expected one or more different names, got {list(dimensions)!r}.")
    options = RewardOptions(
        settings=settings_of(url, api_key, settings),
        collection_slug=collection_slug,
        scenario_slug=scenario_slug,
        reference_column=reference_column,
        strip_think=strip_think,
        on_outage=on_outage,
        dimensions=tuple(dimensions),
    )
    return [RewardFunction(options, dimension, dimension) for dimension in dimensions]


def reward_sync(
    url: str | None = None,
    *,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    api_key: str | None = None,
    settings: Settings | None = None,
    name: str = "folkmoot_reward",
    strip_think: bool = True,
    on_outage: OnOutage = "none",
) -> SyncRewardFunction:
    """Make a blocking reward function, for OnlineDPOTrainer.

    OnlineDPOTrainer takes a completion whose rewards are all `None` for one of reward 0; with `on_outage="raise"` an
    outage at least ends the run instead.
    """
    options = RewardOptions(
        settings=settings_of(url, api_key, settings),
        collection_slug=collection_slug,
        scenario_slug=scenario_slug,
        strip_think=strip_think,
        on_outage=on_outage,
    )
    return SyncRewardFunction(options, name, None)


async def reward(
    prompts: Sequence[Any],
    completions: Sequence[Any],
    completion_ids: Sequence[Sequence[int]] | None = None,
    *,
    options: RewardOptions,
    **columns: Any,
) -> list[float | None]:
    """The same as `reward_func`'s, as a plain function for `functools.partial(reward, options=…)`."""
    called: Callable[..., Awaitable[list[float | None]]] = RewardFunction(options, "reward", None)
    return await called(prompts, completions, completion_ids, **columns)

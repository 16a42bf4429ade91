"""Reward functions for TRL's trainers: asynchronous, blocking, one a dimension."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from weakref import WeakKeyDictionary

from ..calls import Json
from ..connections import kept_async_client, kept_client, settings_of
from ..conversations import messages_of
from ..errors import OUTAGES, FolkmootError
from ..fillers import why_unscored
from ..models import BatchEvaluation, BatchResult
from ..scenario_names import scenario_of
from ..settings import Settings

_log = logging.getLogger("folkmoot.trl")

OnOutage = Literal["none", "raise"]
LogExtra = Callable[[str, list[Any]], None]
LogMetric = Callable[[str, float], None]
_FLIGHTS_KEPT_MAX = 16


@dataclass(frozen=True)
class RewardOptions:
    """What a reward function asks for; plain data, so that reward functions can be pickled."""

    settings: Settings
    collection_slug: str | None = None
    scenario_slug: str | None = None
    reward_mode: Literal["absolute", "group"] = "absolute"
    reference_column: str | None = None
    strip_think: bool = True
    human_mode: str | None = None
    on_outage: OnOutage = "none"
    dimensions: tuple[str, ...] = ()


class _Named:
    """What makes a callable object look like a plain function.

    TRL tells asynchronous reward functions by `inspect.iscoroutinefunction`, which asks for `__code__`, and names their
    metrics by `__name__`. A closure would have both, but could not be pickled.
    """

    __defaults__: None = None
    __kwdefaults__: None = None

    def __init__(self, options: RewardOptions, name: str, dimension: str | None) -> None:
        self.options = options
        self.dimension = dimension
        self.__name__ = name
        self.__qualname__ = name

    @property
    def __code__(self) -> Any:
        call: Any = type(self).__call__
        return call.__code__

    def __call__(self, *words: Any, **columns: Any) -> Any:
        raise NotImplementedError

    def _label(self) -> str:
        """What is logged goes under this name: one for all dimensions that share a batch."""
        return self.__name__ if self.dimension is None else "folkmoot_dimensions"

    def _value(self, result: BatchResult) -> float | None:
        value = result.reward if self.dimension is None else result.scores.get(self.dimension)
        return None if value is None else float(value)


class RewardFunction(_Named):
    """An asynchronous reward function for GRPOTrainer and RLOOTrainer; `reward_func` makes one."""

    async def __call__(
        self,
        prompts: Sequence[Any],
        completions: Sequence[Any],
        completion_ids: Sequence[Sequence[int]] | None = None,
        *,
        log_extra: LogExtra | None = None,
        log_metric: LogMetric | None = None,
        **columns: Any,
    ) -> list[float | None]:
        """One reward a completion, `None` where there is none. Columns of the data set come as lists."""
        items = items_of(self.options, prompts, completions, columns)
        results, is_first = await _results(self.options, self.dimension, items)
        if is_first:
            _report(results, len(items), self._label(), log_extra, log_metric)
        return [None] * len(items) if results is None else [self._value(result) for result in results]


class SyncRewardFunction(_Named):
    """A blocking reward function for trainers that await none, such as OnlineDPOTrainer; `reward_sync` makes one."""

    def __call__(
        self,
        prompts: Sequence[Any],
        completions: Sequence[Any],
        completion_ids: Sequence[Sequence[int]] | None = None,
        *,
        log_extra: LogExtra | None = None,
        log_metric: LogMetric | None = None,
        **columns: Any,
    ) -> list[float | None]:
        """One reward a completion, `None` where there is none."""
        items = items_of(self.options, prompts, completions, columns)
        results: Sequence[BatchResult] | None = None
        try:
            answer = kept_client(self.options.settings).batch_evaluate(items, **_terms(self.options))
        except OUTAGES as error:
            _survive(self.options, error, len(items))
        else:
            _refuse_if_all_wrong(answer)
            results = answer.results
        _report(results, len(items), self._label(), log_extra, log_metric)
        return [None] * len(items) if results is None else [self._value(result) for result in results]


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


def items_of(
    options: RewardOptions, prompts: Sequence[Any], completions: Sequence[Any], columns: Mapping[str, Any]
) -> list[Json]:
    """The batch that a reward function's arguments make. Raises ValueError where a row has no scenario."""
    items: list[Json] = []
    for place, (prompt, completion) in enumerate(zip(prompts, completions, strict=True)):
        row = {name: columns[name][place] for name in ("collection_slug", "scenario_slug") if columns.get(name)}
        scenario = scenario_of(row, options.collection_slug, options.scenario_slug)
        item: dict[str, Any] = {
            "collection_slug": scenario.collection_slug,
            "scenario_slug": scenario.scenario_slug,
            "messages": messages_of(prompt, completion, strip_think=options.strip_think),
            "group_id": _digest([scenario.collection_slug, scenario.scenario_slug, prompt])[:24],
        }
        if options.reference_column is not None:
            item["reference"] = columns[options.reference_column][place]
        items.append(item)
    return items


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _terms(options: RewardOptions) -> dict[str, Any]:
    human = None if options.human_mode is None else {"mode": options.human_mode}
    return {"reward_mode": options.reward_mode, "human": human}


@dataclass
class _Flight:
    """A batch under way for several dimensions; `taken` are those that have asked for it."""

    answer: asyncio.Future[list[BatchResult] | None]
    taken: set[str] = field(default_factory=set)


_flights: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[tuple[RewardOptions, str], _Flight]] = WeakKeyDictionary()


async def _results(
    options: RewardOptions, dimension: str | None, items: list[Json]
) -> tuple[list[BatchResult] | None, bool]:
    """The results, `None` in an outage; and whether this is the call that asked for them."""
    if dimension is None:
        return await _ask(options, items), True
    flights = _flights.setdefault(asyncio.get_running_loop(), {})
    key = (options, _digest(items))
    flight = flights.get(key)
    is_first = flight is None or dimension in flight.taken
    if flight is None or is_first:
        # A dimension that asks a second time belongs to another step, whose answer may be another.
        flight = flights[key] = _Flight(asyncio.ensure_future(_ask(options, items)))
        while len(flights) > _FLIGHTS_KEPT_MAX:
            del flights[next(iter(flights))]
    flight.taken.add(dimension)
    if flight.taken.issuperset(options.dimensions):
        flights.pop(key, None)
    return await asyncio.shield(flight.answer), is_first


async def _ask(options: RewardOptions, items: list[Json]) -> list[BatchResult] | None:
    try:
        answer = await kept_async_client(options.settings).batch_evaluate(items, **_terms(options))
    except OUTAGES as error:
        _survive(options, error, len(items))
        return None
    _refuse_if_all_wrong(answer)
    return answer.results


def _survive(options: RewardOptions, error: FolkmootError, count: int) -> None:
    if options.on_outage == "raise":
        raise error
    _log.warning("No rewards for %d completions, they are left out: %s", count, error)


def _refuse_if_all_wrong(answer: BatchEvaluation) -> None:
    """One bad completion is left out; where every item is refused, the run itself is set up wrongly."""
    if answer.results and all(result.status == "error" for result in answer.results):
        raise FolkmootError(f"Every item of the batch was refused; the first: {answer.results[0].error}")


def _report(
    results: Sequence[BatchResult] | None,
    count: int,
    label: str,
    log_extra: LogExtra | None,
    log_metric: LogMetric | None,
) -> None:
    """Logs what TRL shows beside the rewards: the same keys in an outage too, as its ranks must agree on them."""
    found = results or []
    unscored = [result for result in found if result.reward is None]
    if unscored:
        _log.warning("%d of %d completions have no reward (%s)", len(unscored), count, why_unscored(unscored[0]))
    if log_extra is not None:
        sources = [result.source.kind if result.source else "" for result in found]
        log_extra(f"{label}_status", [result.status for result in found] if results else ["outage"] * count)
        log_extra(f"{label}_source", sources if results else [""] * count)
    if log_metric is not None and count > 0:
        log_metric(f"{label}/scored_share", (len(found) - len(unscored)) / count)


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

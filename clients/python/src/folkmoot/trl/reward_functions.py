"""Reward functions as TRL's trainers call them: objects that look like functions and can be pickled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..connections import kept_client
from ..errors import OUTAGES
from ..models import BatchResult
from .flights import refuse_wrong_run, results_of, survive_or_raise
from .items import items_of
from .options import RewardOptions
from .report import LogExtra, LogMetric, report


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
        results, is_first = await results_of(self.options, self.dimension, items)
        if is_first:
            report(results, len(items), self._label(), log_extra, log_metric)
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
            answer = kept_client(self.options.settings).batch_evaluate(items, **self.options.terms())
        except OUTAGES as error:
            survive_or_raise(self.options, error, len(items))
        else:
            refuse_wrong_run(items, answer.results)
            results = answer.results
        report(results, len(items), self._label(), log_extra, log_metric)
        return [None] * len(items) if results is None else [self._value(result) for result in results]

"""Batches larger than the server takes: cut into several requests, joined in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from . import calls
from .calls import AnswerT, Call
from .errors import UnreadableAnswerError
from .json_bytes import json_bytes
from .models import BatchComparison, BatchEvaluation, PairResult, mean_of
from .settings import Settings

Item = Mapping[str, Any]
ResultT = TypeVar("ResultT")
Progress = Callable[[int, int], None]
"""Called with how many items are done, and how many there are."""


@dataclass(frozen=True)
class CutBatch(Generic[AnswerT]):
    """A batch as the requests that it takes, and the places of each one's items in the whole."""

    parts: list[list[int]]
    calls: list[Call[AnswerT]]


def cut_evaluations(
    settings: Settings,
    items: Sequence[Item],
    *,
    reward_mode: str | None,
    human: Item | None,
    latency_budget_ms: int | None,
    idempotency_key: str | None,
) -> CutBatch[BatchEvaluation]:
    """`POST /batch/evaluate` as often as the items need it, each time with the whole budget."""

    def call(part: list[Item], part_key: str | None) -> Call[BatchEvaluation]:
        budget = settings.budget_ms(latency_budget_ms)
        return calls.batch_evaluate(
            part, reward_mode=reward_mode, human=human, latency_budget_ms=budget, idempotency_key=part_key
        )

    return _cut(settings, items, idempotency_key, call)


def cut_comparisons(
    settings: Settings,
    pairs: Sequence[Item],
    *,
    human: Item | None,
    latency_budget_ms: int | None,
    idempotency_key: str | None,
) -> CutBatch[BatchComparison]:
    """`POST /batch/compare` in the same way."""

    def call(part: list[Item], part_key: str | None) -> Call[BatchComparison]:
        budget = settings.budget_ms(latency_budget_ms)
        return calls.batch_compare(part, human=human, latency_budget_ms=budget, idempotency_key=part_key)

    return _cut(settings, pairs, idempotency_key, call)


def named(items: Sequence[Item]) -> list[Item]:
    """The items, each with an id: its own, else its place among all of them, as the server would call it uncut."""
    return [item if item.get("id") is not None else {**item, "id": str(index)} for index, item in enumerate(items)]


def cut_places(items: Sequence[Item], items_max: int, bytes_max: int) -> list[list[int]]:
    """The places of the items, cut into parts of at most `items_max`, and of at most `bytes_max` as JSON.

    Items with the same `group_id` stay together, wherever they stand, since the server holds them against each other.
    An item or a group of more bytes is a part by itself, which the server may still take. Raises ValueError where a
    group alone has more items than a part may have.
    """
    units: dict[str, list[int]] = {}
    for index, item in enumerate(items):
        group = item.get("group_id")
        units.setdefault(f"i{index}" if group is None else f"g{group}", []).append(index)
    parts: list[list[int]] = []
    part_bytes = 0
    for unit in units.values():
        if len(unit) > items_max:
            raise ValueError(
                f"group_id {items[unit[0]].get('group_id')!r}: {len(unit)} items, but a batch takes {items_max}."
            )
        unit_bytes = sum(len(json_bytes(items[place])) + len(", ") for place in unit)
        if not parts or len(parts[-1]) + len(unit) > items_max or part_bytes + unit_bytes > bytes_max:
            parts.append([])
            part_bytes = 0
        parts[-1].extend(unit)
        part_bytes += unit_bytes
    return [sorted(part) for part in parts]


def part_key(idempotency_key: str | None, part: int, parts: int) -> str | None:
    """A part's own Idempotency-Key, the same whenever the same batch is sent with the same key."""
    return idempotency_key if idempotency_key is None or parts == 1 else f"{idempotency_key}-{part + 1}of{parts}"


def join_evaluations(parts: Sequence[Sequence[int]], answers: Sequence[BatchEvaluation]) -> BatchEvaluation:
    """One answer of several, results in the order of the items."""
    results = _in_order(parts, [answer.results for answer in answers])
    rewards = [_own_reward(result.reward, result.absolute_reward) for result in results]
    summary = {**_summed([answer.summary for answer in answers]), "mean_reward": mean_of(rewards)}
    if len(answers) == 1:
        summary = answers[0].summary
    return BatchEvaluation(
        results=results,
        summary=summary,
        scoring_version=_joined_versions([answer.scoring_version for answer in answers]),
        total_time_ms=sum(answer.total_time_ms for answer in answers),
        request_ids=[str((answer.model_extra or {}).get("request_id", "")) for answer in answers],
    )


def join_comparisons(parts: Sequence[Sequence[int]], answers: Sequence[BatchComparison]) -> BatchComparison:
    """One answer of several, results in the order of the pairs."""
    results: list[PairResult] = _in_order(parts, [answer.results for answer in answers])
    summary = {
        **_summed([answer.summary for answer in answers]),
        "mean_margin": mean_of([result.margin for result in results]),
    }
    if len(answers) == 1:
        summary = answers[0].summary
    return BatchComparison(
        results=results,
        summary=summary,
        scoring_version=_joined_versions([answer.scoring_version for answer in answers]),
        total_time_ms=sum(answer.total_time_ms for answer in answers),
        request_ids=[str((answer.model_extra or {}).get("request_id", "")) for answer in answers],
    )


def _cut(
    settings: Settings,
    items: Sequence[Item],
    idempotency_key: str | None,
    call: Callable[[list[Item], str | None], Call[AnswerT]],
) -> CutBatch[AnswerT]:
    whole = named(items)
    parts = cut_places(whole, settings.batch_items_max, settings.batch_bytes_max)
    sent = [
        call([whole[place] for place in places], part_key(idempotency_key, part, len(parts)))
        for part, places in enumerate(parts)
    ]
    return CutBatch(parts, sent)


def _own_reward(reward: float | None, absolute_reward: float | None) -> float | None:
    return reward if absolute_reward is None else absolute_reward


def _in_order(parts: Sequence[Sequence[int]], results: Sequence[Sequence[ResultT]]) -> list[ResultT]:
    if [len(places) for places in parts] != [len(part) for part in results]:
        raise UnreadableAnswerError("The server's answer to a batch has not as many results as there were items.")
    by_place = {
        place: result
        for places, part in zip(parts, results, strict=True)
        for place, result in zip(places, part, strict=True)
    }
    return [by_place[place] for place in range(len(by_place))]


def _summed(summaries: Sequence[Mapping[str, float | None]]) -> dict[str, float | None]:
    keys = {key: None for summary in summaries for key in summary if not key.startswith("mean_")}
    return {key: sum(summary.get(key) or 0 for summary in summaries) for key in keys}


def _joined_versions(versions: Sequence[str]) -> str:
    return ",".join(dict.fromkeys(versions))

"""verl's `compute_score`, one sample at a time or many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..connections import kept_async_client, kept_client, settings_of
from ..conversations import messages_of
from ..errors import OUTAGES
from ..fillers import filler_or_raise, fixed_dimensions, reward_or_filler, scores_of
from ..models import Scored
from ..scenario_names import scenario_of_any
from ..settings import Settings


async def compute_score(
    data_source: str,
    solution_str: str,
    ground_truth: Any,
    extra_info: Mapping[str, Any] | None = None,
    *,
    url: str | None = None,
    api_key: str | None = None,
    settings: Settings | None = None,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    dimensions: Sequence[str] = (),
    filler: float | None = None,
    strip_think: bool = True,
    **_: Any,
) -> dict[str, float]:
    """One response's `score`, its `dimensions` (0.0 where there is none) and `scored`: 1.0, or 0.0 for a filler.

    verl hands over no prompt, so the row's `extra_info` must hold `messages`: a text or a list of messages. The
    scenario is named by `extra_info`, by the ground truth (an object, its JSON text, or `collection/scenario`), by
    `data_source`, or for the whole run. `extra_info["reference"]` is the right answer, for rubrics that compare.
    """
    item = _item(data_source, solution_str, ground_truth, extra_info, collection_slug, scenario_slug, strip_think)
    try:
        # A batch of one: an item that cannot be scored has a status then, and is not an error of the request.
        answer = await kept_async_client(settings_of(url, api_key, settings)).batch_evaluate([item])
    except OUTAGES as error:
        return _answer(None, dimensions, filler_or_raise(filler, str(error)))
    return _answer(answer.results[0], dimensions, filler)


def compute_scores(
    data_sources: Sequence[str],
    solution_strs: Sequence[str],
    ground_truths: Sequence[Any],
    extra_infos: Sequence[Mapping[str, Any] | None],
    *,
    url: str | None = None,
    api_key: str | None = None,
    settings: Settings | None = None,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    dimensions: Sequence[str] = (),
    filler: float | None = None,
    strip_think: bool = True,
    **_: Any,
) -> list[dict[str, float]]:
    """The same for many at once, as verl's `batch` reward manager calls it (`name: compute_scores`): one request."""
    rows = zip(data_sources, solution_strs, ground_truths, extra_infos, strict=True)
    items = [_item(*row, collection_slug, scenario_slug, strip_think) for row in rows]
    try:
        results = kept_client(settings_of(url, api_key, settings)).batch_evaluate(items).results
    except OUTAGES as error:
        return [_answer(None, dimensions, filler_or_raise(filler, str(error))) for _row in items]
    return [_answer(result, dimensions, filler) for result in results]


def _item(
    data_source: str,
    solution_str: str,
    ground_truth: Any,
    extra_info: Mapping[str, Any] | None,
    collection_slug: str | None,
    scenario_slug: str | None,
    strip_think: bool,
) -> dict[str, Any]:
    row = extra_info or {}
    messages = row.get("messages")
    if messages is None:
        raise ValueError('extra_info["messages"]: missing. verl hands over no prompt, so the row has to hold it.')
    scenario = scenario_of_any((row, ground_truth, data_source), collection_slug, scenario_slug)
    item: dict[str, Any] = {
        "collection_slug": scenario.collection_slug,
        "scenario_slug": scenario.scenario_slug,
        "messages": messages_of(messages, solution_str, strip_think=strip_think),
    }
    if row.get("reference") is not None:
        item["reference"] = row["reference"]
    return item


def _answer(result: Scored | None, dimensions: Sequence[str], filler: float | None) -> dict[str, float]:
    is_scored = result is not None and result.reward is not None
    score = filler_or_raise(filler, "the server was away") if result is None else reward_or_filler(result, filler)
    return {"score": score, **fixed_dimensions(scores_of(result), dimensions, 0.0), "scored": float(is_scored)}

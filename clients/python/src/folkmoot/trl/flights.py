"""The batches that are under way, shared by the functions of several dimensions."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from ..calls import Json
from ..connections import kept_async_client
from ..digests import digest_of
from ..errors import OUTAGES, FolkmootError
from ..fillers import refuse_unknown
from ..models import BatchResult
from .options import RewardOptions

_log = logging.getLogger("folkmoot.trl")
_FLIGHTS_KEPT_MAX = 16
_MESSAGE_POINTER = re.compile(r"/messages/(\d+)/")


@dataclass
class _Flight:
    """A batch under way for several dimensions; `taken` are those that have asked for it."""

    answer: asyncio.Future[list[BatchResult] | None]
    taken: set[str] = field(default_factory=set)


_flights: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[tuple[RewardOptions, str], _Flight]] = WeakKeyDictionary()


async def results_of(
    options: RewardOptions, dimension: str | None, items: list[Json]
) -> tuple[list[BatchResult] | None, bool]:
    """The results, `None` in an outage; and whether this is the call that asked for them."""
    if dimension is None:
        return await _ask(options, items), True
    flights = _flights.setdefault(asyncio.get_running_loop(), {})
    key = (options, digest_of(items))
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
        answer = await kept_async_client(options.settings).batch_evaluate(items, **options.terms())
    except OUTAGES as error:
        survive_or_raise(options, error, len(items))
        return None
    refuse_wrong_run(items, answer.results)
    return answer.results


def survive_or_raise(options: RewardOptions, error: FolkmootError, count: int) -> None:
    """Leaves a batch without rewards, with a warning, or raises, as the options say."""
    if options.on_outage == "raise":
        raise error
    _log.warning("No rewards for %d completions, they are left out: %s", count, error)


def refuse_wrong_run(items: Sequence[Json], results: Sequence[BatchResult]) -> None:
    """One bad completion is left out; where the run itself is set up wrongly, it ends.

    Raises NotFoundError where any scenario does not exist, else FolkmootError where every item is refused, and not all
    of them for what the policy wrote, such as too long an answer.
    """
    for result in results:
        refuse_unknown(result.failure)
    refused = [(item, result) for item, result in zip(items, results, strict=True) if result.status == "error"]
    wrong = [result for item, result in refused if not _is_policys_fault(item, result)]
    if wrong and len(refused) == len(results):
        raise FolkmootError(f"Every item of the batch was refused: {wrong[0].error}")


def _is_policys_fault(item: Json, result: BatchResult) -> bool:
    """Whether the server found fault with a message of the assistant, and not with the prompt or the item."""
    found = _MESSAGE_POINTER.match(result.error or "")
    return found is not None and item["messages"][int(found[1])].get("role") == "assistant"

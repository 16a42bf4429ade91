"""What TRL shows beside the rewards."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from ..fillers import why_unscored
from ..models import BatchResult

_log = logging.getLogger("folkmoot.trl")

LogExtra = Callable[[str, list[Any]], None]
LogMetric = Callable[[str, float], None]


def report(
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

"""What becomes of an answer without a reward where the trainer cannot carry `None`."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping, Sequence

from .errors import NotFoundError, UnscoredError
from .models import Failure, Scored

_log = logging.getLogger("folkmoot")


def reward_or_filler(result: Scored, filler: float | None) -> float:
    """The reward as a float, or the filler where there is none.

    Without a filler, which only the user chooses, an unscored answer raises UnscoredError: no reward is not a reward
    of 0. A scenario that does not exist raises NotFoundError, filler or not.
    """
    if result.reward is not None:
        return float(result.reward)
    refuse_unknown(result.failure)
    why = why_unscored(result)
    _log.warning("A sample has no reward: %s", why)
    return filler_or_raise(filler, why)


def refuse_unknown(failure: Failure | None) -> None:
    """Raises NotFoundError where an item names what does not exist: no filler, and no waiting, would mend that."""
    if failure is not None and failure.class_ == "not_found":
        raise NotFoundError(404, {"code": failure.class_, "detail": failure.detail})


def filler_or_raise(filler: float | None, why: str) -> float:
    """The filler, or UnscoredError where none was chosen."""
    if filler is None:
        raise UnscoredError(f"There is no reward ({why}), and no filler was chosen for this case.")
    if not math.isfinite(filler):
        raise ValueError(f"filler: expected a finite number, got {filler}.")
    return float(filler)


def why_unscored(result: Scored) -> str:
    """Why a result has no reward, in the server's words."""
    if result.failure is not None and result.failure.class_ != "invalid_request":
        return f"{result.failure.class_}: {result.failure.detail}"
    error = getattr(result, "error", None)
    return str(error or result.unscored_reason or result.status)


def fixed_dimensions(scores: Mapping[str, float | None], dimensions: Sequence[str], filler: float) -> dict[str, float]:
    """The named dimensions, always all of them, since trainers break where samples differ in their keys."""
    found = ((dimension, scores.get(dimension)) for dimension in dimensions)
    return {dimension: filler if value is None else float(value) for dimension, value in found}


def scores_of(result: Scored | None) -> Mapping[str, float | None]:
    """A result's scores by dimension; none where there is no result."""
    return {} if result is None else result.scores

"""Everything that the client raises: one tree, with a class for each problem code of the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar


class FolkmootError(Exception):
    """The root of all errors of this package."""


class ConnectionFailedError(FolkmootError):
    """No answer came: the server could not be reached, or the connection broke, as often as it was tried."""


class DeadlineExceededError(FolkmootError):
    """No answer came within the latency budget and its margin, or within the timeout."""


class UnreadableAnswerError(FolkmootError):
    """The answer is not what the server's contract says, as from a proxy in between."""


class UnscoredError(FolkmootError):
    """The server could give no reward, the trainer cannot carry `None`, and no filler was chosen."""


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field: its JSON pointer in the request's body, and why."""

    pointer: str
    detail: str


class ProblemError(FolkmootError):
    """The server refused the request with a problem document (RFC 9457).

    `code` names the kind, with a page under `/docs/problems/<code>` of the server; `problem` is the whole document.
    A code that this version does not know is raised as this class itself.
    """

    codes: ClassVar[tuple[str, ...]] = ()

    def __init__(self, status: int, problem: Mapping[str, Any], retry_after_seconds: float | None = None) -> None:
        self.status = status
        self.problem = dict(problem)
        self.code = str(problem.get("code", "unknown"))
        self.detail = str(problem.get("detail") or problem.get("title") or "no detail")
        self.request_id = str(problem.get("request_id", ""))
        listed = problem.get("errors")
        self.errors = tuple(
            FieldProblem(str(error.get("pointer", "")), str(error.get("detail", "")))
            for error in (listed if isinstance(listed, list) else [])
            if isinstance(error, Mapping)
        )
        self.retry_after_seconds = retry_after_seconds
        fields = "".join(f"\n  {error.pointer}: {error.detail}" for error in self.errors)
        super().__init__(f"{status} {self.code}: {self.detail} [{self.request_id or 'no request id'}]{fields}")

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross process boundaries in trainers, so they are pickled by what they were made of."""
        return type(self), (self.status, self.problem, self.retry_after_seconds)


class InvalidRequestError(ProblemError):
    """400: a field is missing or wrong; `errors` points to each."""

    codes = ("invalid_request",)


class UnauthenticatedError(ProblemError):
    """401: no API key, or none that is valid."""

    codes = ("unauthenticated",)


class ForbiddenError(ProblemError):
    """403: the key's scope does not allow it."""

    codes = ("forbidden",)


class NotFoundError(ProblemError):
    """404: no such collection, scenario, episode or comparison."""

    codes = ("not_found",)


class MethodNotAllowedError(ProblemError):
    """405: the route is there for other methods, as behind a redirect that made a GET of a POST."""

    codes = ("method_not_allowed",)


class RequestTimeoutError(ProblemError):
    """408: the request did not arrive in time; nothing was done."""

    codes = ("request_timeout",)


class ConflictError(ProblemError):
    """409: what is asked does not fit the state of things."""


class TurnConflictError(ConflictError):
    """Another move was played at this turn, or it lies ahead; `problem["expected_turn"]` is the next one."""

    codes = ("turn_conflict",)


class HistoryMismatchError(ConflictError):
    """The history differs from what was said; `problem["index"]` is the first message that does."""

    codes = ("history_mismatch",)


class EpisodeCompleteError(ConflictError):
    """The episode is over."""

    codes = ("episode_complete",)


class VersionConflictError(ConflictError):
    """The episode belongs to another version of its scenario or of the engine."""

    codes = ("version_conflict",)


class LeaseEndedError(ConflictError):
    """The question is no longer this annotator's."""

    codes = ("lease_ended",)


class VoteFinalError(ConflictError):
    """The vote can no longer be changed."""

    codes = ("vote_final",)


class EpisodeExpiredError(ProblemError):
    """410: the episode was idle for too long."""

    codes = ("episode_expired",)


class BodyTooLargeError(ProblemError):
    """413: the body has more bytes than the server takes."""

    codes = ("body_too_large",)


class IdempotencyKeyReusedError(ProblemError):
    """422: the Idempotency-Key belongs to another request."""

    codes = ("idempotency_key_reused",)


class RateLimitedError(ProblemError):
    """429, still after the retries: the key has made as many requests as it may."""

    codes = ("rate_limited",)


class InternalServerError(ProblemError):
    """500: the server made a mistake; its log has it under `request_id`."""

    codes = ("internal",)


class UnavailableError(ProblemError):
    """503, still after the retries: the server cannot answer now. Any other 5xx of a proxy in between, too."""


class OverloadedError(UnavailableError):
    """More work is waiting than the server takes on."""

    codes = ("overloaded",)


class DrainingError(UnavailableError):
    """The server is shutting down."""

    codes = ("draining",)


class NoRewardError(UnavailableError):
    """A trainer's dialect, which cannot carry null, was asked for a reward that nobody could give."""

    codes = ("unscored",)


class StorageUnavailableError(UnavailableError):
    """The server's database cannot be reached."""

    codes = ("storage_unavailable",)


class StorageFullError(ProblemError):
    """507: the server's disk is full."""

    codes = ("storage_full",)


def _with_subclasses(root: type[ProblemError]) -> list[type[ProblemError]]:
    return [root, *(found for child in root.__subclasses__() for found in _with_subclasses(child))]


PROBLEM_CLASSES: Mapping[str, type[ProblemError]] = {
    code: found for found in _with_subclasses(ProblemError) for code in found.codes
}
"""The class of every problem code that this version knows."""

_CLASSES_BY_STATUS: Mapping[int, type[ProblemError]] = {
    409: ConflictError,
    429: RateLimitedError,
}

OUTAGES: tuple[type[FolkmootError], ...] = (
    ConnectionFailedError,
    DeadlineExceededError,
    UnreadableAnswerError,
    RequestTimeoutError,
    RateLimitedError,
    UnavailableError,
    InternalServerError,
    StorageFullError,
)
"""Errors that say something about the server's moment, not about what was asked: asking later may succeed."""

EPISODE_BREAKS: tuple[type[FolkmootError], ...] = (*OUTAGES, NotFoundError, ConflictError, EpisodeExpiredError)
"""Errors of a move after which an episode cannot go on: outages, and one that has ended or is known no more."""

MODELS_OWN_MISTAKES: tuple[type[ProblemError], ...] = (InvalidRequestError, BodyTooLargeError)
"""Errors of a move that the model itself got wrong, such as too long a text."""


def problem_error(status: int, problem: Mapping[str, Any], retry_after_seconds: float | None = None) -> ProblemError:
    """The error of a problem document: by its code, else by its status."""
    by_status = UnavailableError if status >= 500 else _CLASSES_BY_STATUS.get(status, ProblemError)
    found = PROBLEM_CLASSES.get(str(problem.get("code")), by_status)
    return found(status, problem, retry_after_seconds)

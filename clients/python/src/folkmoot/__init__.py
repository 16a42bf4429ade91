"""Client of the Folkmoot reward server.

`Client` and `AsyncClient` ask the server. `folkmoot.trl`, `folkmoot.openrlhf`, `folkmoot.verl`, `folkmoot.slime`,
`folkmoot.skyrl`, `folkmoot.areal` and `folkmoot.roll` are what those trainers call; `folkmoot.datasets` makes training
rows of comparisons. None of them imports torch or a trainer before a trainer calls it.
"""

from .async_client import AsyncClient
from .client import Client
from .errors import (
    BodyTooLargeError,
    ConflictError,
    ConnectionFailedError,
    DeadlineExceededError,
    DrainingError,
    EpisodeCompleteError,
    EpisodeExpiredError,
    FieldProblem,
    FolkmootError,
    ForbiddenError,
    HistoryMismatchError,
    IdempotencyKeyReusedError,
    InternalServerError,
    InvalidRequestError,
    LeaseEndedError,
    NoRewardError,
    NotFoundError,
    OverloadedError,
    ProblemError,
    RateLimitedError,
    RequestTimeoutError,
    StorageFullError,
    StorageUnavailableError,
    TurnConflictError,
    UnauthenticatedError,
    UnavailableError,
    UnreadableAnswerError,
    UnscoredError,
    VersionConflictError,
    VoteFinalError,
)
from .progress import ProgressLine
from .settings import Retries, Settings
from .version import __version__

__all__ = [
    "AsyncClient",
    "BodyTooLargeError",
    "Client",
    "ConflictError",
    "ConnectionFailedError",
    "DeadlineExceededError",
    "DrainingError",
    "EpisodeCompleteError",
    "EpisodeExpiredError",
    "FieldProblem",
    "FolkmootError",
    "ForbiddenError",
    "HistoryMismatchError",
    "IdempotencyKeyReusedError",
    "InternalServerError",
    "InvalidRequestError",
    "LeaseEndedError",
    "NoRewardError",
    "NotFoundError",
    "OverloadedError",
    "ProblemError",
    "ProgressLine",
    "RateLimitedError",
    "RequestTimeoutError",
    "Retries",
    "Settings",
    "StorageFullError",
    "StorageUnavailableError",
    "TurnConflictError",
    "UnauthenticatedError",
    "UnavailableError",
    "UnreadableAnswerError",
    "UnscoredError",
    "VersionConflictError",
    "VoteFinalError",
    "__version__",
]

"""How a client reaches the server, waits and tries again."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from typing import Any

from .version import __version__

_SENDABLE = re.compile(r"[!-~]+")


@dataclass(frozen=True)
class Retries:
    """When a request is sent again, and how long the client waits before that.

    Only what may succeed later is repeated: a connection that failed or broke, 429, 502, 503 and 504. Every attempt
    carries the same Idempotency-Key, so nothing happens twice. Waits are drawn evenly from 0 to `base_seconds`·2^n, cut
    at `cap_seconds` (full jitter), and are never shorter than the server's `Retry-After`. All of them
    together last some 20 s: a server that is started again is away for a few.
    """

    attempts_max: int = 10
    base_seconds: float = 0.25
    cap_seconds: float = 10.0

    def wait_seconds(self, attempts: int, draw: float, retry_after_seconds: float | None) -> float:
        """How long to wait after `attempts` attempts. `draw` is a random number in [0, 1)."""
        ceiling = min(self.cap_seconds, self.base_seconds * 2.0 ** (attempts - 1))
        return (retry_after_seconds or 0.0) + draw * ceiling


@dataclass(frozen=True)
class Settings:
    """Everything about a client that stays the same from request to request. Plain data, so it may be pickled.

    `url` and `api_key` come from FOLKMOOT_URL and FOLKMOOT_API_KEY where they are not given. `latency_budget_ms` is
    what a scoring request says where it has none of its own; its answer is waited for until the budget and
    `margin_seconds` are over, whatever is retried meanwhile. Other requests have `timeout_seconds`.
    `batch_items_max` is the server's limit on the items of a batch, `batch_bytes_max` a little less than what it, or a
    proxy before it, takes as one body. `requests_at_once_max` are the parts of a batch that an `AsyncClient` sends side
    by side, `connections_max` all requests of a client: further ones wait for their turn, within their deadlines.
    """

    url: str = field(default_factory=lambda: os.environ.get("FOLKMOOT_URL", "http://127.0.0.1:8080"))
    api_key: str | None = field(default_factory=lambda: os.environ.get("FOLKMOOT_API_KEY") or None, repr=False)
    latency_budget_ms: int = 60_000
    margin_seconds: float = 5.0
    timeout_seconds: float = 30.0
    connect_timeout_seconds: float = 10.0
    batch_items_max: int = 1024
    batch_bytes_max: int = 15 * 1024 * 1024
    requests_at_once_max: int = 4
    connections_max: int = 256
    retries: Retries = field(default_factory=Retries)

    def __post_init__(self) -> None:
        # A line break at the end, as files and `echo` leave it, is none of either.
        object.__setattr__(self, "url", self.url.strip())
        object.__setattr__(self, "api_key", (self.api_key or "").strip() or None)
        if self.api_key is not None and not _SENDABLE.fullmatch(self.api_key):
            raise ValueError("api_key: expected visible ASCII characters without spaces.")
        if not self.url.startswith(("http://", "https://")):
            raise ValueError(f"url: expected http:// or https://, got {self.url!r}.")
        for name in (
            "latency_budget_ms",
            "batch_items_max",
            "batch_bytes_max",
            "requests_at_once_max",
            "connections_max",
        ):
            if getattr(self, name) < 1:
                raise ValueError(f"{name}: expected at least 1, got {getattr(self, name)}.")

    def budget_ms(self, latency_budget_ms: int | None) -> int:
        """The latency budget that a request was given, or the one of all requests."""
        return self.latency_budget_ms if latency_budget_ms is None else latency_budget_ms

    def deadline_seconds(self, latency_budget_ms: int | None) -> float:
        """How long an answer is waited for: the budget and the margin, or the timeout where there is no budget."""
        if latency_budget_ms is None:
            return self.timeout_seconds
        return latency_budget_ms / 1000 + self.margin_seconds

    def with_given(self, **changes: Any) -> Settings:
        """These settings with those changes that are not `None`."""
        return replace(self, **{name: value for name, value in changes.items() if value is not None})

    def headers(self) -> dict[str, str]:
        """What every request says of who asks."""
        headers = {"User-Agent": f"folkmoot-python/{__version__}"}
        return headers if self.api_key is None else {**headers, "Authorization": f"Bearer {self.api_key}"}

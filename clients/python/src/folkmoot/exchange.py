"""One call's life without any waiting or sending: what each attempt is, and what its outcome means."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Generic, NoReturn

import httpx
from pydantic import ValidationError

from .calls import AnswerT, Call
from .errors import ConnectionFailedError, DeadlineExceededError, FolkmootError, UnreadableAnswerError, problem_error
from .json_bytes import json_bytes
from .settings import Settings

_log = logging.getLogger("folkmoot")
# Proxies answer 502 and 504 while a server behind them is started again.
_REPEATED_STATUSES = frozenset({429, 502, 503, 504})


@dataclass(frozen=True)
class Received:
    """A response, read to its end."""

    status: int
    headers: httpx.Headers
    content: bytes


class Exchange(Generic[AnswerT]):
    """A call, its deadline and its attempts so far.

    The clients ask for `request_options()`, send, and hand in what came: `answered` gives the answer or `None`,
    `failed` nothing; where there is no answer they wait `wait_seconds` and go round again. Whatever ends the call is
    raised. Times are seconds of a monotonic clock, handed in as `now`.
    """

    def __init__(self, settings: Settings, call: Call[AnswerT], now: float) -> None:
        self._settings = settings
        self._call = call
        self._deadline = now + settings.deadline_seconds(call.latency_budget_ms)
        self._attempts = 0
        self._headers = {"Accept": "application/json"}
        if call.body is not None:
            self._headers["Content-Type"] = "application/json"
        if call.method == "POST":
            self._headers["Idempotency-Key"] = call.idempotency_key or uuid.uuid4().hex
        # One text for all attempts: a key belongs to one body.
        self._content = None if call.body is None else json_bytes(call.body)
        self.wait_seconds = 0.0

    def request_options(self, now: float) -> dict[str, Any]:
        """The arguments of httpx's `request` for the next attempt."""
        self._attempts += 1
        left = self.seconds_left(now)
        return {
            "method": self._call.method,
            "url": self._call.path,
            "headers": self._headers,
            "content": self._content,
            "timeout": httpx.Timeout(left, connect=min(left, self._settings.connect_timeout_seconds)),
        }

    def seconds_left(self, now: float) -> float:
        """How long the answer is still waited for. Raises where that is over."""
        left = self._deadline - now
        if left <= 0:
            raise DeadlineExceededError(self._late())
        return left

    def answered(self, response: Received, now: float, draw: float) -> AnswerT | None:
        """The answer that a response holds; `None` where it is worth another attempt."""
        if 200 <= response.status < 300:
            return self._read(response)
        error = _refusal(response)
        if response.status not in _REPEATED_STATUSES:
            raise error
        self._wait_or_raise(error, _retry_after_seconds(response.headers), now, draw)
        return None

    def failed(self, cause: httpx.RequestError, now: float, draw: float) -> None:
        """Notes that an attempt brought no response."""
        if now >= self._deadline or isinstance(cause, httpx.ReadTimeout | httpx.WriteTimeout):
            raise DeadlineExceededError(self._late()) from cause
        what = f"{self._call.method} {self._settings.url}{self._call.path}"
        error = ConnectionFailedError(
            f"{what}: {type(cause).__name__} after {self._attempts} attempts. {cause}".strip()
        )
        error.__cause__ = cause
        self._wait_or_raise(error, None, now, draw)

    def late(self) -> NoReturn:
        """Ends the call because its time is over."""
        raise DeadlineExceededError(self._late())

    def _late(self) -> str:
        seconds = self._settings.deadline_seconds(self._call.latency_budget_ms)
        budget = "" if self._call.latency_budget_ms is None else f" (latency budget {self._call.latency_budget_ms} ms)"
        return f"{self._call.method} {self._call.path}: no answer within {seconds:g} s{budget}."

    def _wait_or_raise(self, error: FolkmootError, retry_after_seconds: float | None, now: float, draw: float) -> None:
        wait = self._settings.retries.wait_seconds(self._attempts, draw, retry_after_seconds)
        if self._attempts >= self._settings.retries.attempts_max or now + wait >= self._deadline:
            raise error
        _log.info("Trying again in %.1f s: %s", wait, error)
        self.wait_seconds = wait

    def _read(self, response: Received) -> AnswerT:
        try:
            return self._call.answer.model_validate_json(response.content)
        except ValidationError as error:
            raise UnreadableAnswerError(f"{self._call.method} {self._call.path}: {error}") from error


def _refusal(response: Received) -> FolkmootError:
    try:
        problem = json.loads(response.content)
    except ValueError:
        problem = None
    if not isinstance(problem, Mapping) or "code" not in problem:
        # What stands between client and server, such as a proxy, refuses in words of its own.
        problem = {
            "detail": response.content[:200].decode("utf-8", "replace"),
            "request_id": str(response.headers.get("x-request-id", "")),
        }
    return problem_error(response.status, problem, _retry_after_seconds(response.headers))


def _retry_after_seconds(headers: httpx.Headers) -> float | None:
    """`Retry-After` in seconds, given as a number or a date; `None` where it is neither."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return max(0.0, (moment - datetime.now(timezone.utc)).total_seconds())

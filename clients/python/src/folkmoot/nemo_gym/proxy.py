"""What the resources server does with a request: sends it on with the key, again where that makes sense."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

_RETRIED = (429, 502, 503, 504)
_WAIT_SECONDS_MAX = 30.0


@dataclass(frozen=True)
class Upstream:
    """The Folkmoot server behind the proxy.

    `url` is that of a collection or scenario, such as `http://rewards:8080/compat/nemo-gym/medical-intake`; `query`
    holds its knobs, such as `on_error=mask`. An answer of 429, 502, 503 or 504 is asked for
    `attempts_max` times in all.
    """

    url: str
    api_key: str | None = None
    query: str = ""
    attempts_max: int = 5

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")) or "?" in self.url:
            raise ValueError(f"url: expected http:// or https:// and no query, got {self.url!r}.")
        if self.attempts_max < 1:
            raise ValueError(f"attempts_max: expected at least 1, got {self.attempts_max}.")

    def address_of(self, operation: str) -> str:
        """Where an operation is, such as `verify`."""
        query = self.query.lstrip("?")
        return f"{self.url.rstrip('/')}/{quote(operation, safe='')}" + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Proxied:
    """An answer as it is passed back."""

    status: int
    body: bytes
    content_type: str = "application/json"
    set_cookies: Sequence[str] = ()
    retry_after: str | None = None


Send = Callable[[str, dict[str, str], bytes], Awaitable[Proxied]]
"""Makes one POST of an address, headers and a body."""


class Proxy:
    """Sends requests on to the server.

    Every operation may be repeated: what was scored is remembered, a step has its name from the agent, and an episode
    that was begun for nobody expires.
    """

    def __init__(
        self,
        upstream: Upstream,
        send: Send,
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._upstream = upstream
        self._send = send
        self._sleep = sleep
        self._draw = draw

    async def pass_on(self, operation: str, body: bytes, cookie: str | None) -> Proxied:
        """The server's answer to an operation. The body goes as it came: floats stay floats, and integers integers."""
        headers = {"Content-Type": "application/json"}
        if self._upstream.api_key is not None:
            headers["Authorization"] = f"Bearer {self._upstream.api_key}"
        if cookie is not None:
            headers["Cookie"] = cookie
        address = self._upstream.address_of(operation)
        answer = await self._send(address, headers, body)
        for attempts in range(1, self._upstream.attempts_max):
            if answer.status not in _RETRIED:
                break
            await self._sleep(_wait_seconds(answer.retry_after, attempts, self._draw()))
            answer = await self._send(address, headers, body)
        return answer


def _wait_seconds(retry_after: str | None, attempts: int, draw: float) -> float:
    told = float(retry_after) if retry_after is not None and retry_after.isdecimal() else 0.0
    return min(_WAIT_SECONDS_MAX, told + draw * 0.25 * 2.0**attempts)

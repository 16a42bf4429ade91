"""The clients behind what trainers call: kept, since a trainer calls a function again and again and closes nothing."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass

from .async_client import AsyncClient
from .client import Client
from .settings import Settings


@dataclass(frozen=True)
class _Kept:
    """A client, and what closes its connections when its event loop ends; it has to live as long."""

    client: AsyncClient
    closing: AsyncGenerator[None, None]


# Connections belong to an event loop, and keep it: TRL's is a daemon's, AReaL's processes make one an episode.
_kept_of_loops: dict[asyncio.AbstractEventLoop, dict[Settings, _Kept]] = {}


def kept_async_client(settings: Settings) -> AsyncClient:
    """The running event loop's client with these settings. It is closed as `asyncio.run` ends the loop."""
    loop = asyncio.get_running_loop()
    if loop not in _kept_of_loops:
        # Each step is whole by itself, so threads need no lock, which a fork could leave held.
        for known in list(_kept_of_loops):
            if known.is_closed():
                _kept_of_loops.pop(known, None)
    kept = _kept_of_loops.setdefault(loop, {})
    if settings not in kept:
        client = AsyncClient(settings=settings)
        kept[settings] = _Kept(client, _closing(client))
        # Begun by hand, since nothing is awaited up to its yield: from here on the loop knows of it.
        with suppress(StopIteration):
            kept[settings].closing.asend(None).send(None)
    return kept[settings].client


async def _closing(client: AsyncClient) -> AsyncGenerator[None, None]:
    """Event loops close the generators that are open when they end."""
    try:
        yield
    finally:
        await client.aclose()


async def close_clients() -> None:
    """Closes the clients that are kept for the running event loop."""
    for kept in _kept_of_loops.pop(asyncio.get_running_loop(), {}).values():
        await kept.closing.aclose()


class _KeptClients:
    """The blocking clients, one for all threads. In a forked process they open connections of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._clients: dict[Settings, Client] = {}

    def get(self, settings: Settings) -> Client:
        with self._lock:
            if settings not in self._clients:
                self._clients[settings] = Client(settings=settings)
            return self._clients[settings]

    def unlock(self) -> None:
        """In a child, after a fork: a thread that held the lock is not there to give it back."""
        self._lock = threading.Lock()


_kept = _KeptClients()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_kept.unlock)


def kept_client(settings: Settings) -> Client:
    """The blocking client with these settings, one for all threads."""
    return _kept.get(settings)


def settings_of(url: str | None, api_key: str | None, settings: Settings | None) -> Settings:
    """The settings that an adapter was given: whole, or url and key."""
    if settings is not None and (url is not None or api_key is not None):
        raise ValueError("Give either settings, or url and api_key.")
    return settings or Settings().with_given(url=url, api_key=api_key)

"""The clients behind what trainers call: kept, since a trainer calls a function again and again and closes nothing."""

from __future__ import annotations

import asyncio
import os
import threading
from weakref import WeakKeyDictionary

from .async_client import AsyncClient
from .client import Client
from .settings import Settings

# Connections belong to an event loop: TRL's is a daemon's, others make their own.
_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[Settings, AsyncClient]] = WeakKeyDictionary()


def kept_async_client(settings: Settings) -> AsyncClient:
    """The running event loop's client with these settings."""
    clients = _clients.setdefault(asyncio.get_running_loop(), {})
    if settings not in clients:
        clients[settings] = AsyncClient(settings=settings)
    return clients[settings]


async def close_clients() -> None:
    """Closes the clients that are kept for the running event loop."""
    for client in _clients.pop(asyncio.get_running_loop(), {}).values():
        await client.aclose()


class _KeptClients:
    """The blocking clients, one for all threads of a process. A forked process has connections of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._clients: dict[Settings, Client] = {}
        self._of_parents: list[dict[Settings, Client]] = []

    def get(self, settings: Settings) -> Client:
        with self._lock:
            if settings not in self._clients:
                self._clients[settings] = Client(settings=settings)
            return self._clients[settings]

    def leave_to_parent(self) -> None:
        """In a child, after a fork: the parent's connections are neither used nor closed here."""
        self._of_parents.append(self._clients)
        self._lock, self._clients = threading.Lock(), {}


_kept = _KeptClients()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_kept.leave_to_parent)


def kept_client(settings: Settings) -> Client:
    """The blocking client with these settings, one for all threads."""
    return _kept.get(settings)


def settings_of(url: str | None, api_key: str | None, settings: Settings | None) -> Settings:
    """The settings that an adapter was given: whole, or url and key."""
    if settings is not None and (url is not None or api_key is not None):
        raise ValueError("Give either settings, or url and api_key.")
    return settings or Settings.given(url=url, api_key=api_key)

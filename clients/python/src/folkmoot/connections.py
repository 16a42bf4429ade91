"""The clients behind what trainers call: kept, since a trainer calls a function again and again and closes nothing."""

from __future__ import annotations

import asyncio
import functools
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


@functools.lru_cache(maxsize=16)
def kept_client(settings: Settings) -> Client:
    """The blocking client with these settings, one for all threads."""
    return Client(settings=settings)


def settings_of(url: str | None, api_key: str | None, settings: Settings | None) -> Settings:
    """The settings that an adapter was given: whole, or url and key."""
    if settings is not None and (url is not None or api_key is not None):
        raise ValueError("Give either settings, or url and api_key.")
    return settings or Settings.given(url=url, api_key=api_key)

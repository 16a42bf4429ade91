"""The clients behind adapters: one for all threads, one a loop, none shared with a forked process."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import weakref
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from folkmoot import AsyncClient, Settings
from folkmoot.connections import kept_async_client, kept_client


def client_in_child(settings: Settings, parents: int) -> bool:
    """Whether a forked process has a client of its own, which it keeps."""
    found = kept_client(settings)
    return id(found) != parents and kept_client(settings) is found


def test_threads_share_one_client() -> None:
    settings = Settings(url="http://threads.test")
    with ThreadPoolExecutor(8) as threads:
        clients = list(threads.map(kept_client, [settings] * 64))
    assert len({id(client) for client in clients}) == 1


def test_a_loop_that_ends_closes_its_client(server_url: str) -> None:
    settings = Settings(url=server_url)

    async def ask() -> AsyncClient:
        client = kept_async_client(settings)
        assert kept_async_client(settings) is client
        await client.pool()
        assert not client.is_closed
        return client

    first, second = asyncio.run(ask()), asyncio.run(ask())
    assert first is not second
    assert first.is_closed and second.is_closed


def test_loops_that_are_over_are_forgotten() -> None:
    async def ask() -> weakref.ref[AsyncClient]:
        return weakref.ref(kept_async_client(Settings(url="http://loops.test")))

    clients = [asyncio.run(ask()) for _ in range(4)]
    gc.collect()
    # The last one's is given up by the next loop.
    assert [client() is None for client in clients] == [True, True, True, False]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="This system does not fork.")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_process_has_a_client_of_its_own() -> None:
    settings = Settings(url="http://fork.test")
    parents = id(kept_client(settings))
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as processes:
        assert processes.submit(client_in_child, settings, parents).result(30)
    assert id(kept_client(settings)) == parents

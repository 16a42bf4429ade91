"""The clients behind adapters: one for all threads, one a loop, no connection shared with a forked process."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from folkmoot import AsyncClient, Client, DeadlineExceededError, Settings
from folkmoot.connections import kept_async_client, kept_client

from .conftest import BAD, COLLECTION, GOOD, OPENING, SCENARIO, StartFake


def reward_of(url: str, answer: dict[str, str]) -> float | None:
    return kept_client(Settings(url=url)).evaluate(COLLECTION, SCENARIO, [OPENING, answer]).reward


def test_threads_share_one_client() -> None:
    settings = Settings(url="http://threads.test")
    with ThreadPoolExecutor(8) as threads:
        clients = list(threads.map(kept_client, [settings] * 64))
    assert len({id(client) for client in clients}) == 1


def test_threads_have_no_more_connections_than_there_is_room_for(start_fake: StartFake) -> None:
    arrived, released = threading.Event(), threading.Event()

    def answer(_path: str, _body: object) -> tuple[int, object]:
        arrived.set()
        released.wait(20)
        return 200, {"request_id": "r", "status": "ok", "reward": 1.0, "scores": {}}

    fake = start_fake(answer)
    settings = Settings(url=fake.url, connections_max=1, margin_seconds=0.01)
    with Client(settings=settings) as client, ThreadPoolExecutor(1) as thread:
        first = thread.submit(client.evaluate, "c", "s", [], latency_budget_ms=20_000)
        assert arrived.wait(20)
        with pytest.raises(DeadlineExceededError):
            client.evaluate("c", "s", [], latency_budget_ms=50)
        assert len(fake.requests) == 1
        released.set()
        assert first.result(20).reward == 1.0


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
def test_forked_processes_share_a_client_but_no_connection(server_url: str) -> None:
    asked = [(server_url, GOOD), (server_url, BAD)]
    # The connection that this process has used stands open while the children ask.
    expected = [reward_of(*each) for each in asked]
    assert expected[0] != expected[1]
    with multiprocessing.get_context("fork").Pool(4) as processes:
        assert processes.starmap(reward_of, asked * 100, chunksize=1) == expected * 100


def test_a_key_as_a_file_ends_it_is_sent_without_its_line_break() -> None:
    settings = Settings(url="http://keys.test\n", api_key="fmk_key\n")
    assert (settings.url, settings.headers()["Authorization"]) == ("http://keys.test", "Bearer fmk_key")
    assert "Authorization" not in Settings(api_key="\n").headers()


@pytest.mark.parametrize("key", ["fmk_кл", "fmk a", "fmk\nb"])
def test_a_key_that_no_header_can_carry_is_refused_unseen(key: str) -> None:
    with pytest.raises(ValueError, match="api_key: expected visible ASCII") as raised:
        Settings(api_key=key)
    assert key not in str(raised.value)

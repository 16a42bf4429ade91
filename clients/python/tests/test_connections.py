"""The clients behind adapters: one for all threads, none shared with a forked process."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from folkmoot import Settings
from folkmoot.connections import kept_client


def client_in_child(settings: Settings, parents: int) -> bool:
    """Whether a forked process has a client of its own, which it keeps."""
    found = kept_client(settings)
    return id(found) != parents and kept_client(settings) is found


def test_threads_share_one_client() -> None:
    settings = Settings(url="http://threads.test")
    with ThreadPoolExecutor(8) as threads:
        clients = list(threads.map(kept_client, [settings] * 64))
    assert len({id(client) for client in clients}) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="This system does not fork.")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_process_has_a_client_of_its_own() -> None:
    settings = Settings(url="http://fork.test")
    parents = id(kept_client(settings))
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as processes:
        assert processes.submit(client_in_child, settings, parents).result(30)
    assert id(kept_client(settings)) == parents

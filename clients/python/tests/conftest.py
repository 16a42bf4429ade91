"""A real server, as the end-to-end tests of the project start it, and doubles."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Coroutine, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

import pytest

from folkmoot import Client
from folkmoot.connections import close_clients

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = ROOT / "dist" / "main.js"
T = TypeVar("T")

COLLECTION, SCENARIO = "medical-intake", "lower-back-pain"
OPENING = {"role": "user", "content": "Morning. It's my lower back, it's gone again. I can hardly get my boots on."}
GOOD = {"role": "assistant", "content": "I'm sorry to hear that. Where exactly does it hurt? When did it start?"}
BAD = {"role": "assistant", "content": "Next."}


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """The address of a server with the collections that ship and a database in memory."""
    node = shutil.which("node")
    if node is None or not PROGRAM.exists():
        raise RuntimeError(
            f"These tests ask a real server: they need node, and {PROGRAM}, which `npm run build` makes."
        )
    words = [node, str(PROGRAM), "serve", "--port", "0", "--database", "sqlite::memory:"]
    scenarios = ["--scenarios", str(ROOT / "scenarios")]
    with subprocess.Popen(words + scenarios, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            listening = re.match(r"listening on (\S+)$", line)
            if listening:
                break
        else:
            raise RuntimeError(f"The server did not start:\n{said}")
        # What it goes on to say must not fill the pipe.
        drain = threading.Thread(target=process.stdout.read, daemon=True)
        drain.start()
        yield listening[1]
        process.terminate()
        process.wait(20)
        drain.join(20)


@pytest.fixture
def client(server_url: str) -> Iterator[Client]:
    with Client(server_url) as opened:
        yield opened


def run(work: Coroutine[Any, Any, T]) -> T:
    """Runs a coroutine on a loop of its own, as a trainer would, and closes what was kept for that loop."""

    async def whole() -> T:
        try:
            return await work
        finally:
            await close_clients()

    return asyncio.run(whole())


class FakeServer:
    """A server double: keeps the requests that it gets, answers as it is told."""

    def __init__(self, answer: Callable[[str, Any], tuple[int, Any]]) -> None:
        requests: list[tuple[str, Any]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                requests.append((self.path, body))
                status, document = answer(self.path, body)
                content = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self.requests = requests
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


StartFake = Callable[[Callable[[str, Any], tuple[int, Any]]], FakeServer]


@pytest.fixture
def start_fake() -> Iterator[StartFake]:
    started: list[FakeServer] = []

    def start(answer: Callable[[str, Any], tuple[int, Any]]) -> FakeServer:
        started.append(FakeServer(answer))
        return started[-1]

    yield start
    for fake in started:
        fake.close()


@pytest.fixture
def away_url(start_fake: StartFake) -> str:
    """The address of a server that fails at once, without a wait for further attempts."""
    return start_fake(lambda _path, _body: problem(500, "internal")).url


def batch_answer(results: list[dict[str, Any]]) -> dict[str, Any]:
    """A `/batch/evaluate` answer as the server words it."""
    named = [{"id": str(place), "status": "ok", "scores": {}, **result} for place, result in enumerate(results)]
    return {"request_id": "req_1", "results": named, "summary": {}, "scoring_version": "v1", "total_time_ms": 1}


def problem(status: int, code: str) -> tuple[int, dict[str, Any]]:
    """A problem document as the server words it."""
    return status, {"status": status, "code": code, "detail": f"{code}.", "request_id": "req_2", "errors": []}


class CharacterTokens:
    """A tokenizer double with ChatML: a token a character, and one for each of its marks."""

    marks = ("<|im_start|>", "<|im_end|>")
    pad_token_id = 0

    def apply_chat_template(
        self,
        messages: list[dict[str, str]],
        *,
        add_generation_prompt: bool,
        tokenize: bool,
        chat_template: str | None = None,
    ) -> str:
        assert not tokenize
        written = "".join(f"<|im_start|>{each['role']}\n{each['content']}<|im_end|>\n" for each in messages)
        return written + ("<|im_start|>assistant\n" if add_generation_prompt else "")

    def __call__(self, text: str, *, add_special_tokens: bool) -> dict[str, list[int]]:
        assert not add_special_tokens
        pieces = re.findall("|".join(map(re.escape, self.marks)) + "|.", text, re.DOTALL)
        return {"input_ids": [self.marks.index(each) + 1 if each in self.marks else ord(each) for each in pieces]}

    def decode(self, ids: list[int], *, skip_special_tokens: bool) -> str:
        marks = ["", *self.marks] if not skip_special_tokens else [""] * (len(self.marks) + 1)
        return "".join(marks[token] if token < len(marks) else chr(token) for token in ids)

"""A server of one's own, for runs: it can be stopped, killed in the middle of its work, and started again."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[3]
LETTERS = Path(__file__).resolve().parent / "scenarios"
_TURNS = re.compile(
    r'^http_server_request_duration_seconds_count\{method="POST",route="/api/v1/episodes/\{episode_id\}/turns",'
    r'status="200"\} (\d+)$',
    re.MULTILINE,
)
_EPISODES = re.compile(r'^episodes\{status="\w+"\} (\d+)$', re.MULTILINE)


class RunningServer:
    """The server at one address. Its database is a file, so that what it acknowledged outlives it."""

    def __init__(self, scenarios: Path = ROOT / "scenarios") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._scenarios = scenarios
        self._folder = tempfile.TemporaryDirectory()
        self._process: subprocess.Popen[str] | None = None
        self._turns_before = 0

    def __enter__(self) -> RunningServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._folder.cleanup()

    def start(self) -> None:
        """Starts it, and returns when it listens."""
        words = [shutil.which("node") or "node", str(ROOT / "dist" / "main.js"), "serve", "--port", str(self._port)]
        words += ["--database", f"sqlite:{self._folder.name}/folkmoot.db", "--scenarios", str(self._scenarios)]
        self._process = subprocess.Popen([*words, "--log-level", "silent"], stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("listening on "):
                return
        raise RuntimeError("The server did not start.")

    def stop(self) -> None:
        """Stops it as an operator does."""
        if self._process is not None:
            self._turns_before = self.turns_answered()
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def kill_after(self, turns: int) -> threading.Thread:
        """Kills it, without a warning, as soon as it has answered so many more turns; the thread ends with that."""
        wanted = self.turns_answered() + turns

        def watch() -> None:
            while self._process is not None:
                answered = self.turns_answered()
                if answered >= wanted:
                    self._turns_before = answered
                    self._process.kill()
                    self._process.wait(20)
                    self._process = None
                time.sleep(0.01)

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        return watcher

    def turns_answered(self) -> int:
        """Turns of episodes that were answered with 200, over all its lives; up to its death as it was last asked."""
        found = _TURNS.search(self._metrics())
        return self._turns_before + (int(found[1]) if found else 0)

    def episodes_kept(self) -> int:
        """Episodes in its database."""
        return sum(int(count) for count in _EPISODES.findall(self._metrics()))

    def _metrics(self) -> str:
        return httpx.get(f"{self.url}/metrics", timeout=30).text

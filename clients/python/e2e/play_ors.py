"""The clients of the Open Reward Standard, as they are published, against a running server; and TRL's spec over them.

    python3.11 -m venv .venv && .venv/bin/pip install openreward ors-sdk        # and, for the last part, trl torch
    npm run build && .venv/bin/python clients/python/e2e/play_ors.py

None of the code that speaks the protocol is ours. A connection is cut in the middle of a call, to see that its result
still arrives and that no turn is played twice. Exits with 1 where anything is not as it should be.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("TRL_EXPERIMENTAL_SILENCE", "1")

from openreward import OpenReward
from ors.client import ORS

try:
    from trl.experimental.openreward import OpenRewardSpec
except ImportError:
    OpenRewardSpec = None

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = [shutil.which("node") or "node", str(ROOT / "dist" / "main.js")]
COLLECTION, SCENARIO = "medical-intake", "lower-back-pain"
NOTE = {"summary": "Acute low back pain after lifting.", "plan": "Seen today."}


@contextmanager
def serving(folder: str) -> Iterator[tuple[str, str]]:
    """A server of its own: the address of its port for this protocol, and a key."""
    database = ["--database", f"sqlite:{folder}/ors.db"]
    made = subprocess.run(
        [*PROGRAM, "keys", "create", "--name", "trainer", "--scope", "trainer", *database],
        check=True,
        capture_output=True,
        text=True,
    )
    words = ["serve", "--port", "0", "--ors-port", "0", "--scenarios", str(ROOT / "scenarios"), "--log-level", "error"]
    process = subprocess.Popen([*PROGRAM, *words, *database], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        lines = (re.match(r"ORS on (\S+)", line) for line in process.stdout)
        yield next(found[1] for found in lines if found), made.stdout.strip()
    finally:
        process.terminate()
        process.wait(20)


class CuttingProxy:
    """Stands before the server and, once it is told to, cuts the next stream of events behind its first event."""

    def __init__(self, url: str) -> None:
        self.target = (urlsplit(url).hostname or "", urlsplit(url).port or 0)
        self.cuts_next = False
        self.cuts = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        while True:
            client = self.listener.accept()[0]
            server = socket.create_connection(self.target)
            threading.Thread(target=self.pump, args=(client, server, False), daemon=True).start()
            threading.Thread(target=self.pump, args=(server, client, True), daemon=True).start()

    def pump(self, source: socket.socket, sink: socket.socket, may_cut: bool) -> None:
        try:
            while data := source.recv(65536):
                at = data.find(b"event: task_id") if may_cut and self.cuts_next else -1
                if at >= 0:
                    self.cuts_next = False
                    self.cuts += 1
                    sink.sendall(data[: data.index(b"\n\n", at) + 2])
                    break
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


class Report:
    """What was seen, line by line."""

    def __init__(self) -> None:
        self.faults = 0

    def check(self, what: str, is_so: bool, seen: object = "") -> None:
        self.faults += 0 if is_so else 1
        print(f"{'ok  ' if is_so else 'FAIL'} {what}" + (f": {seen}" if seen != "" else ""), flush=True)


def error_of(call: Any) -> BaseException | None:
    """What the call raises; None where it raises nothing."""
    try:
        call()
    except Exception as error:
        return error
    return None


def play(report: Report, environment: Any, proxy: CuttingProxy, has_messages: bool) -> None:
    """Everything that a client does, by either package: they differ in little."""
    splits = environment.list_splits()
    counts = {split: environment.num_tasks(split) for split in splits}
    report.check("splits and their tasks", list(counts) == ["train", "validation", "test"], counts)
    tasks = environment.list_tasks("train")
    spec = next(task for task in tasks if task.task_spec["scenario_slug"] == SCENARIO)
    report.check("tasks", len(tasks) == counts["train"] and spec.environment_name == COLLECTION, spec.task_spec)
    last = environment.get_task("train", counts["train"] - 1)
    ranged = environment.get_task_range("train", -1)
    report.check("a task by its index, and by a range from the end", [last] == ranged, last.task_spec["scenario_slug"])
    report.check("shared tools", next(tool.name for tool in environment.list_tools()) == "send_message")

    with environment.session(spec) as session:
        prompt = session.get_prompt()[0].text
        brief, opening = prompt.split("\n\n")
        report.check("prompt: brief and opening", brief.startswith("You are a clinician"), repr(opening))
        if has_messages:
            roles = [message.role for message in session.get_messages()]
            report.check("the prompt as messages", roles == ["system", "user"], roles)
        names = [tool["name"] for tool in session.list_tools(format="openai")]
        report.check("tools of the task", names == ["send_message", "disposition", "note"], names)

        first = session.call_tool("send_message", {"content": "Where exactly does it hurt, and since when? ☹"})
        report.check("a call: an answer and a reward", isinstance(first.reward, float) and not first.finished, first)
        wrong = error_of(lambda: session.call_tool("disposition", {"value": "oven"}))
        report.check("a call that the model got wrong", type(wrong).__name__ == "ToolCallError", wrong)
        missing = error_of(lambda: session.call_tool("prescribe", {}))
        report.check("a tool that there is not", type(missing).__name__ == "ToolCallError", missing)

        cuts, proxy.cuts_next = proxy.cuts, True
        resumed = session.call_tool("send_message", {"content": "Any numbness between your legs?"})
        turn = resumed.metadata["turn"]
        report.check("a call whose line was cut in the middle", proxy.cuts == cuts + 1 and turn == 2, f"turn {turn}")
        again = session.call_tool("send_message", {"content": "Any numbness between your legs?"})
        report.check("the same call again is a turn of its own", again.metadata["turn"] == 3)
        session.call_tool("note", NOTE)
        end = session.call_tool("disposition", {"value": "urgent"})
        scores = end.metadata["scores"]
        report.check("the decision ends it", end.finished and isinstance(end.reward, float), f"{end.reward} {scores}")
        report.check("scores are floats", all(isinstance(score, float) for score in scores.values()))
        over = error_of(lambda: session.call_tool("send_message", {"content": "Bye."}))
        report.check("nothing can be called any more", type(over).__name__ == "ToolCallError", over)
    gone = error_of(lambda: session.call_tool("send_message", {"content": "Hello?"}))
    report.check("the session is gone once it was left", gone is not None and "404" in str(gone), gone)


def play_sums(report: Report, environment: Any) -> None:
    """By an owner named `delta`, the rewards of the turns sum to that of the conversation."""
    with environment.session(split="train", index=0) as session:
        outputs = [
            session.call_tool("send_message", {"content": text}) for text in ("What brings you here?", "Since when?")
        ]
    total, reward = sum(output.reward for output in outputs), outputs[-1].metadata["cumulative_reward"]
    report.check("rewards that sum", abs(total - reward) < 1e-12, f"{[output.reward for output in outputs]} → {reward}")


def play_trl(report: Report, url: str) -> None:
    """TRL's spec: its data set, its environments and its reward function."""
    spec = OpenRewardSpec(url, env_name=COLLECTION)
    rows = spec.train_dataset
    report.check("TRL's data set", rows.num_rows == 5 and "scenario_slug" in rows.column_names, rows.column_names)
    row = rows[rows["scenario_slug"].index(SCENARIO)]
    # Tools are looked up in the tasks that `indices` names, and in task 0 alone without it.
    spec = OpenRewardSpec(url, env_name=COLLECTION, indices=[row["task_index"]])
    environments = [spec.environment_factory() for _ in range(2)]
    prompts = [environment.reset(**row) for environment in environments]
    report.check("TRL's environments are reset", all(prompt.startswith("You are") for prompt in prompts))
    said = environments[0].send_message(content="Where exactly does it hurt?")
    refused = environments[0].disposition(value="oven")
    report.check("a mistake goes to the model, not to the reward", refused.startswith("Error: "), refused)
    environments[0].disposition(value="urgent")
    rewards = spec.reward_funcs(environments=environments)
    played = environments[0]
    report.check(
        "TRL's rewards: the last one, and None where nothing was played",
        played.finished and isinstance(rewards[0], float) and rewards[1] is None,
        f"{played.rewards} → {rewards}; {said!r}",
    )
    for environment in environments:
        environment._close()


def main() -> int:
    """Plays with every client there is. Returns the exit code."""
    report = Report()
    with tempfile.TemporaryDirectory() as folder, serving(folder) as (url, key):
        proxy = CuttingProxy(url)
        # The SDK has two hosts, which are one here.
        os.environ.update(OPENREWARD_API_URL=proxy.url, OPENREWARD_SESSION_URL=proxy.url, OPENREWARD_API_KEY=key)

        print(f"openreward {version('openreward')}")
        with OpenReward() as client:
            play(report, client.environments.get(f"anyone/{COLLECTION}"), proxy, has_messages=True)
            play_sums(report, client.environments.get(f"delta/{COLLECTION}"))
        with OpenReward(api_key="fmk_wrong") as stranger:
            refused = error_of(lambda: stranger.environments.get(COLLECTION).list_splits())
            report.check("a wrong key", type(refused).__name__ == "AuthenticationError")
        print(f"ors-sdk {version('ors-sdk')}")
        with ORS(proxy.url, api_key=key) as ors:
            play(report, ors.environment(COLLECTION), proxy, has_messages=False)
        with ORS(proxy.url, api_key="fmk_wrong") as stranger:
            refused = error_of(lambda: stranger.environment(COLLECTION).list_splits())
            report.check("a wrong key", type(refused).__name__ == "AuthenticationError")
        if OpenRewardSpec is None:
            print("trl is not installed: its part is left out")
        else:
            print(f"trl {version('trl')}")
            play_trl(report, proxy.url)
    print(f"{report.faults} faults")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""verifiers' own OpenEnv task set against a running server: rollouts of a model double, rewards of the server.

    python -m venv .venv && .venv/bin/pip install verifiers==0.4.0 openenv uv && .venv/bin/pip install fastmcp==4.0.11
    npm run build && .venv/bin/python clients/python/e2e/openenv_verifiers.py

The last step is against openenv's wish: it asks for fastmcp 3, which cannot be imported beside the mcp 2 of verifiers.
Downloads no model: the model is a small server that answers as OpenAI's does, in plain words and then with an action
as JSON. It shows that `vf-eval` plays episodes to their end over OpenEnv's client, and that the sum it makes of the
steps' rewards is the server's reward of the conversation. Exits with 1 where that is not so.
"""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.request import Request, urlopen

from running_server import RunningServer

ROOT = Path(__file__).resolve().parents[3]
COLLECTION, SCENARIO = "medical-intake", "lower-back-pain"
QUESTIONS = ["I'm sorry to hear that. Where exactly does it hurt?", "42", "Do you take any medicines?"]
SEEDS = [1, 2, 3]


class Model(BaseHTTPRequestHandler):
    """Asks its questions, then decides with the scenario's first tool that is a decision."""

    protocol_version = "HTTP/1.1"
    prompts: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        prompts = [str(message["content"]) for message in request["messages"] if message["role"] == "user"]
        Model.prompts += prompts
        turn = len(prompts)
        words = QUESTIONS[turn - 1] if turn <= len(QUESTIONS) else self.decide(prompts[0])
        message = {"role": "assistant", "content": words}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        head = {"id": "chatcmpl-1", "created": 1, "model": request["model"]}
        if request.get("stream"):
            choices = [
                {"index": 0, "delta": message, "finish_reason": None},
                {"index": 0, "delta": {}, "finish_reason": "stop"},
            ]
            chunks = [{**head, "object": "chat.completion.chunk", "choices": [choice]} for choice in choices]
            chunks.append({**head, "object": "chat.completion.chunk", "choices": [], "usage": usage})
            body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"
            self.answer("text/event-stream", body)
        else:
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            whole = {**head, "object": "chat.completion", "choices": [choice], "usage": usage}
            self.answer("application/json", json.dumps(whole))

    def answer(self, content_type: str, body: str) -> None:
        self.send_response(200)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    @staticmethod
    def decide(prompt: str) -> str:
        tools = json.loads(prompt[prompt.index("{") :])["observation"]["available_tools"]
        decision = next(tool for tool in tools if tool.get("options"))
        call = {"name": decision["id"], "input": {"value": decision["options"][0]}}
        return json.dumps({"content": "Here is what we will do.", "tool_calls": [call]})

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def evaluate(folder: Path, url: str, model_url: str) -> list[dict[str, Any]]:
    config = folder / "eval.toml"
    resets = ", ".join(f"{{ seed = {seed} }}" for seed in SEEDS)
    config.write_text(
        f"""
model = "double"
num_rollouts = 2
push = false
output_dir = "{folder / "out"}"

[run]
name = "openenv"

[client]
base_url = "{model_url}/v1"
api_key_var = "MODEL_KEY"

[env.player.harness]
id = "null"

[env.player.runtime]
type = "subprocess"

[env.taskset]
id = "openenv"
base_url = "{url}/compat/openenv/{COLLECTION}/{SCENARIO}"
resets = [{resets}]
""",
        "utf-8",
    )
    program = Path(sys.executable).with_name("vf-eval")
    environment = {**os.environ, "MODEL_KEY": "none"}
    words = [str(program), "@", str(config), "--no-rich"]
    printed = subprocess.run(words, check=True, env=environment, timeout=900, stdout=subprocess.PIPE, text=True).stdout
    return read_traces(printed)


def read_traces(printed: str) -> list[dict[str, Any]]:
    """The traces among what `vf-eval` prints: its file of them is written before the rewards are added up."""
    traces, decoder = [], json.JSONDecoder()
    for start in re.finditer(r"^\{$", printed, re.MULTILINE):
        trace, _ = decoder.raw_decode(printed, start.start())
        traces.append(trace)
    return traces


def main() -> int:
    model = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=model.serve_forever, daemon=True).start()
    server = RunningServer()
    server.start()
    try:
        with tempfile.TemporaryDirectory() as name:
            traces = evaluate(Path(name), server.url, f"http://127.0.0.1:{model.server_address[1]}")
        final = replay_natively(server.url)
    finally:
        server.stop()
        model.shutdown()
    faults = [] if len(traces) == 2 * len(SEEDS) else [f"there are {len(traces)} traces of {2 * len(SEEDS)}"]
    for trace in traces:
        rewards = {key: reward["score"] for key, reward in (trace.get("rewards") or {}).items() if reward}
        print(f"{trace['task']['data']['reset']}: rewards {rewards}; the server's own {final}")
        faults += [str(error["message"]) for error in trace.get("errors") or []]
        if not math.isclose(rewards.get("openenv_reward", math.nan), final, abs_tol=1e-9):
            faults.append("the sum is another than the server's reward")
    if any("reward" in prompt or "D1_" in prompt for prompt in Model.prompts):
        faults.append("the policy was shown rewards or scores")
    for fault in faults:
        print(f"WRONG: {fault}")
    print("all is well" if not faults else f"{len(faults)} things are wrong")
    return 1 if faults else 0


def ask(url: str, body: dict[str, Any]) -> dict[str, Any]:
    request = Request(url, json.dumps(body).encode(), {"content-type": "application/json"})
    with urlopen(request, timeout=30) as answer:
        return dict(json.load(answer))


def replay_natively(url: str) -> float:
    """The same moves by the server's own routes: the reward of the conversation, which no seed changes."""
    names = {"collection_slug": COLLECTION, "scenario_slug": SCENARIO, "seed": SEEDS[0]}
    episode = ask(f"{url}/api/v1/episodes", names)
    decision = next(tool for tool in episode["tools"] if tool.get("options"))
    call = {"name": decision["id"], "input": {"value": decision["options"][0]}}
    moves = [{"content": words} for words in QUESTIONS]
    for move in [*moves, {"content": "Here is what we will do.", "tool_calls": [call]}]:
        answer = ask(f"{url}/api/v1/episodes/{episode['episode_id']}/turns", {"messages": [move]})
    assert answer["episode_complete"]
    return float(answer["reward"])


if __name__ == "__main__":
    sys.exit(main())

"""verifiers' own NeMo Gym task set against a running server: rollouts of a model double, rewards of the server.

    python -m venv .venv && .venv/bin/pip install verifiers==0.4.0 uv -e clients/python
    npm run build && PATH=.venv/bin:$PATH .venv/bin/python clients/python/e2e/verify_nemo_gym.py

Downloads no model: the model is a small server that answers as OpenAI's does. It shows that `vf-eval` seeds sessions,
offers the scenario's tools, sends their calls, has its rollouts verified, records reward and components, and that the
reward plugged in by `folkmoot.verifiers:reward` agrees with them. Exits with 1 where that is not so.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from running_server import RunningServer

ROOT = Path(__file__).resolve().parents[3]
COLLECTION, SCENARIO, TOOL = "medical-intake", "lower-back-pain", "disposition"
OPENING = "Morning. It's my lower back, it's gone again. I can hardly get my boots on."
ASKING = "I'm sorry to hear that. Where exactly does it hurt? When did it start?"
OWN_COMPONENTS = {"other_source", "shaping"}


class Model(BaseHTTPRequestHandler):
    """Calls the tool where it is offered and was not called yet, else asks the patient."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        messages = request["messages"]
        offered = [tool["function"]["name"] for tool in request.get("tools") or []]
        answer: dict[str, Any] = {"role": "assistant", "content": ASKING}
        if offered and not any(message["role"] == "tool" for message in messages):
            call = {"name": offered[0], "arguments": '{"value":"routine"}'}
            answer = {"role": "assistant", "content": None, "tool_calls": [{"id": "call_1", "type": "function"}]}
            answer["tool_calls"][0]["function"] = call
        finish = "tool_calls" if answer["content"] is None else "stop"
        is_stream = bool(request.get("stream"))
        said = {"id": "chatcmpl-1", "created": 1, "model": request["model"]}
        said["usage"] = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        if is_stream:
            said["object"] = "chat.completion.chunk"
            for index, call in enumerate(answer.get("tool_calls", [])):
                call["index"] = index
            said["choices"] = [{"index": 0, "delta": answer, "finish_reason": finish}]
            body = f"data: {json.dumps(said)}\n\ndata: [DONE]\n\n".encode()
        else:
            said["object"] = "chat.completion"
            said["choices"] = [{"index": 0, "message": answer, "finish_reason": finish}]
            body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("content-type", "text/event-stream" if is_stream else "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def write_rows(path: Path) -> None:
    tool = {
        "type": "function",
        "name": TOOL,
        "description": "Decide what is to be done.",
        "parameters": {"type": "object", "properties": {"value": {"type": "string"}}},
    }
    said = {"input": [{"role": "user", "content": OPENING}]}
    rows = [
        {"responses_create_params": said, "scenario_slug": SCENARIO},
        {"responses_create_params": said, "label": f"{COLLECTION}/{SCENARIO}", "temperature": 1.0},
        {"responses_create_params": {**said, "tools": [tool]}, "scenario_slug": SCENARIO},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def evaluate(folder: Path, url: str, model_url: str) -> list[dict[str, Any]]:
    config = folder / "eval.toml"
    config.write_text(
        f"""
model = "double"
num_rollouts = 2
push = false
output_dir = "{folder / "out"}"

[run]
name = "nemo-gym"

[client]
base_url = "{model_url}/v1"
api_key_var = "MODEL_KEY"

[env.agent.harness]
id = "null"

[env.agent.runtime]
type = "subprocess"

[env.taskset]
id = "nemo-gym"
dataset = "{folder / "rows.jsonl"}"

[env.taskset.task]
resources_url = "{url}/compat/nemo-gym/{COLLECTION}"
headers = {{ "X-Client" = "verifiers" }}

[env.taskset.task.rewards]
folkmoot = {{ fn = "folkmoot.verifiers:reward", weight = 0.0 }}
""",
        "utf-8",
    )
    environment = {**os.environ, "MODEL_KEY": "none", "FOLKMOOT_URL": url, "FOLKMOOT_COLLECTION": COLLECTION}
    program = Path(sys.executable).with_name("vf-eval")
    words = [str(program), "@", str(config), "--no-rich"]
    subprocess.run(words, check=True, env=environment, timeout=900, stdout=subprocess.DEVNULL)
    episodes = next((folder / "out").rglob("traces.jsonl")).read_text("utf-8").splitlines()
    return [trace for episode in episodes for trace in json.loads(episode)["traces"]]


def check(trace: dict[str, Any]) -> list[str]:
    """What is wrong with a trace, and a line of what is in it."""
    row = trace["task"]["data"]["row"]
    rewards = {name: reward["score"] for name, reward in (trace.get("rewards") or {}).items() if reward}
    metrics = trace.get("metrics") or {}
    told = (trace.get("info") or {}).get("nemo_gym") or {}
    components = told.get("reward_components") or {}
    print(f"{trace['task']['data']['name']}: rewards {rewards}, components {components}")
    faults = [str(error["message"]) for error in trace.get("errors") or []]
    if rewards.keys() != {"nemo_gym", "folkmoot"}:
        return [*faults, f"the rewards are {sorted(rewards)}"]
    if not math.isclose(sum(components.values()), rewards["nemo_gym"], abs_tol=1e-9):
        faults.append("the components do not sum to the reward")
    if rewards["nemo_gym"] != rewards["folkmoot"]:
        faults.append("the plugged reward is another")
    if not metrics.keys() > OWN_COMPONENTS or metrics.get("reward_filled") != 0.0:
        faults.append(f"the metrics are {sorted(metrics)}")
    tools = [node["message"]["content"] for node in trace["nodes"] if node["message"]["role"] == "tool"]
    if row["responses_create_params"].get("tools") and not any("accepted" in str(text) for text in tools):
        faults.append(f"the tool's answers are {tools}")
    return faults


def main() -> int:
    model = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=model.serve_forever, daemon=True).start()
    server = RunningServer()
    server.start()
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_rows(folder / "rows.jsonl")
            traces = evaluate(folder, server.url, f"http://127.0.0.1:{model.server_address[1]}")
            faults = [fault for trace in traces for fault in check(trace)]
    finally:
        server.stop()
        model.shutdown()
    faults += [] if len(traces) == 6 else [f"there are {len(traces)} traces of 6"]
    for fault in faults:
        print(f"WRONG: {fault}")
    print("all is well" if not faults else f"{len(faults)} things are wrong")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

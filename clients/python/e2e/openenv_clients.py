"""OpenEnv's own clients, unchanged, against a running server: WebSocket, HTTP and MCP, async and sync.

    python -m venv .venv && .venv/bin/pip install openenv        # or openenv-core==0.3.0
    npm run build && .venv/bin/python clients/python/e2e/openenv_clients.py

Exits with 1 where anything is not as it should be.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import httpx
from openenv.core import GenericEnvClient
from openenv.core.env_server.mcp_types import CallToolAction
from openenv.core.mcp_client import MCPToolClient

ROOT = Path(__file__).resolve().parents[3]
COLLECTION, SCENARIO = "medical-intake", "lower-back-pain"
QUESTIONS = [
    "Good morning. I'm sorry to hear that. Where exactly does it hurt?",
    "How long have you had it, and how did it start?",
    "Do you have any numbness or tingling, or trouble with your bladder or bowels?",
    "Do you take any medicines, and do you have any allergies?",
    "Thank you for telling me. What are you most worried about?",
]


class Server:
    """A server with a database and a key of its own."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp()
        node = shutil.which("node") or "node"
        main, database = str(ROOT / "dist" / "main.js"), f"sqlite:{self.folder}/folkmoot.db"
        make = [node, main, "keys", "create", "--name", "openenv", "--scope", "trainer", "--database", database]
        self.key = subprocess.run(make, check=True, capture_output=True, text=True).stdout.strip()
        serve = [node, main, "serve", "--port", "0", "--database", database, "--scenarios", str(ROOT / "scenarios")]
        self.process = subprocess.Popen([*serve, "--log-level", "silent"], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        for line in self.process.stdout:
            found = re.match(r"listening on http://(\S+)", line)
            if found:
                self.host = found[1]
                return
        raise RuntimeError("The server did not start.")

    def address(self, *names: str) -> str:
        """With the key in the path: the clients of 0.3 can send no header."""
        return "/".join([f"http://{self.host}/compat/k/{self.key}/openenv", *names])

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder)


def check(what: str, holds: bool, shown: object = "") -> None:
    print(f"{'ok  ' if holds else 'FAIL'} {what} {shown}".rstrip())
    if not holds:
        raise SystemExit(1)


def last_action(available: list[dict[str, Any]]) -> dict[str, Any]:
    """Words of farewell and every decision that the scenario asks for."""
    calls = [{"name": tool["id"], "input": {"value": tool["options"][0]}} for tool in available if tool.get("options")]
    return {"content": "Here is what we will do. Goodbye.", "tool_calls": calls}


async def play_async(url: str, **reset: Any) -> None:
    async with GenericEnvClient(base_url=url) as env:
        result = await env.reset(**reset)
        available = result.observation["available_tools"]
        check("async: reset", not result.done and result.reward is None, result.observation["content"])
        rewards: list[float] = []
        actions = [{"content": text} for text in QUESTIONS] + [last_action(available)] * 20
        for action in actions:
            result = await env.step(action)
            check("async: a step's reward is a float", type(result.reward) is float, result.reward)
            rewards.append(result.reward)
            if result.done:
                break
        state = await env.state()
        check("async: played to its end", result.done and state["done"], (state["step_count"], state["done_reason"]))
        summed, final = sum(rewards), state["cumulative_reward"]
        check("async: the rewards sum to the final one", abs(summed - final) < 1e-9, final)
        check("async: scores for the trainer", bool(state["scores"]), state["scores"])


async def resume(url: str) -> None:
    env = GenericEnvClient(base_url=url)
    await env.connect()
    await env.reset(seed=3)
    before = await env.step({"content": QUESTIONS[0]})
    episode_id = (await env.state())["episode_id"]
    env._ws.transport.abort()
    other = GenericEnvClient(base_url=url)
    async with other:
        resumed = await other.reset(episode_id=episode_id)
        check(
            "a dropped connection: goes on by the id",
            resumed.observation["content"] == before.observation["content"]
            and (await other.state())["step_count"] == 1,
            episode_id,
        )


def play_sync(url: str) -> None:
    with GenericEnvClient(base_url=url).sync() as env:
        env.reset(task=SCENARIO, reward_mode="terminal")
        result = env.step({"content": QUESTIONS[0]})
        check("sync: terminal pays nothing before the end", result.reward == 0.0 and not result.done)
        try:
            env.step({"words": "hi"})
            check("sync: a wrong action is refused", False)
        except RuntimeError as error:
            check("sync: a wrong action is refused", "VALIDATION_ERROR" in str(error), str(error))
        check("sync: and the episode goes on", env.state()["step_count"] == 1)


async def play_mcp(url: str) -> None:
    async with MCPToolClient(base_url=url) as env:
        await env.reset(seed=5)
        tools = await env.list_tools()
        names = [tool.name for tool in tools]
        check("mcp: lists the tools", names[0] == "send_message" and len(names) > 1, names)
        said = await env.call_tool("send_message", content=QUESTIONS[0])
        check("mcp: a call is a turn", bool(said["content"]) and "reward" not in said, said["content"])
        stepped = await env.step(CallToolAction(tool_name="send_message", arguments={"content": QUESTIONS[1]}))
        check("mcp: a step with a tool", type(stepped.reward) is float, stepped.reward)
        state = await env.state()
        check("mcp: both in one episode", state.step_count == 2, state.step_count)
        decision = next(tool for tool in tools if "value" in tool.input_schema.get("properties", {}))
        value = decision.input_schema["properties"]["value"]["enum"][0]
        decided = await env.call_tool(decision.name, value=value)
        check("mcp: a tool of the scenario", decided["tool_results"][0]["accepted"], decision.name)
        try:
            await env.call_tool("fly")
            check("mcp: an unknown tool is refused", False)
        except RuntimeError as error:
            check("mcp: an unknown tool is refused", "There is no tool" in str(error), str(error))


def play_http(url: str) -> None:
    with httpx.Client(timeout=30) as http:
        for name in ("health", "metadata", "schema", "state"):
            answer = http.get(f"{url}/{name}")
            check(f"http: GET {name}", answer.status_code == 200, answer.text[:80])
        reset = http.post(f"{url}/reset", json={"seed": 7}).json()
        step = {"episode_id": reset["metadata"]["episode_id"], "action": {"content": QUESTIONS[0]}}
        first, again = (http.post(f"{url}/step", json=step) for _ in range(2))
        check("http: a step, and again as a retry", first.status_code == 200 and first.text == again.text)
        check("http: the reward is a float", type(first.json()["reward"]) is float, first.json()["reward"])


async def refused(server: Server) -> None:
    for name, url in [
        ("without a key", f"http://{server.host}/compat/openenv/{COLLECTION}"),
        ("with a wrong key", f"http://{server.host}/compat/k/fmk_no_no/openenv/{COLLECTION}"),
    ]:
        try:
            await GenericEnvClient(base_url=url).connect()
            check(f"refused {name}", False)
        except ConnectionError as error:
            check(f"refused {name}", "401" in str(error), str(error).rsplit(": ", 1)[-1])


async def other_keys(server: Server) -> None:
    path = f"compat/openenv/{COLLECTION}/{SCENARIO}"
    async with GenericEnvClient(base_url=f"http://user:{server.key}@{server.host}/{path}") as env:
        check("the key as user information", not (await env.reset()).done)
    try:
        client = GenericEnvClient(
            base_url=f"http://{server.host}/{path}", headers={"Authorization": f"Bearer {server.key}"}
        )
    except TypeError:
        print("--   no headers in this version's clients")
        return
    async with client as env:
        check("the key as a header", not (await env.reset()).done)


def main() -> None:
    for package in ("openenv", "openenv-core"):
        with suppress(PackageNotFoundError):
            print(package, version(package))
    server = Server()
    try:
        asyncio.run(play_async(server.address(COLLECTION, SCENARIO), seed=7))
        asyncio.run(play_async(server.address(COLLECTION), seed=11))
        asyncio.run(resume(server.address(COLLECTION, SCENARIO)))
        play_sync(server.address(COLLECTION))
        asyncio.run(play_mcp(server.address(COLLECTION, SCENARIO)))
        play_http(server.address(COLLECTION, SCENARIO))
        asyncio.run(refused(server))
        asyncio.run(other_keys(server))
    finally:
        server.stop()
    print("all good")


if __name__ == "__main__":
    main()

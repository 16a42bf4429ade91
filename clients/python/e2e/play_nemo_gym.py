"""NeMo Gym's own agents against a running server, through the resources server that `folkmoot.nemo_gym` is.

    python3.13 -m venv .venv && .venv/bin/pip install nemo-gym==0.7.0 -e clients/python
    npm run build && .venv/bin/python clients/python/e2e/play_nemo_gym.py

Gym's classes are served in this process instead of each from a virtual environment of its own; the model is a double.
It shows that simple_agent has its rollouts verified, tool calls and all, that gymnasium_agent plays episodes whose
steps sum to the episode's reward, and that Gym aggregates both. Exits with 1 where that is not so.
"""

from __future__ import annotations

import asyncio
import json
import math
import socket
import sys
from pathlib import Path
from typing import Any

import aiohttp
import uvicorn
from fastapi import FastAPI, Request
from nemo_gym.config_types import BaseServerConfig, ModelServerRef, ResourcesServerRef
from nemo_gym.server_utils import (
    GlobalAIOHTTPAsyncClientConfig,
    ServerClient,
    get_global_aiohttp_client,
    set_global_aiohttp_client,
)
from omegaconf import OmegaConf
from responses_api_agents.gymnasium_agent.app import GymnasiumAgent, GymnasiumAgentConfig
from responses_api_agents.simple_agent.app import SimpleAgent, SimpleAgentConfig

sys.path.insert(0, str(Path(__file__).parent))
from running_server import RunningServer
from verify_nemo_gym import ASKING, COLLECTION, OPENING, SCENARIO, TOOL

from folkmoot import Client
from folkmoot.nemo_gym.app import resources_server

HOST = "127.0.0.1"
SAYINGS = [ASKING, "Does it tingle anywhere? Any trouble passing water?", "Then rest it, keep moving, and come back."]


def model_app() -> FastAPI:
    """A model of the Responses API: calls a tool that is offered first, then says one thing after another."""
    app = FastAPI()

    @app.post("/v1/responses")
    async def respond(request: Request) -> dict[str, Any]:
        body = await request.json()
        answered = [item for item in body["input"] if item.get("type") == "function_call_output"]
        said = [item for item in body["input"] if item.get("role") == "assistant"]
        if body.get("tools") and not answered:
            name = body["tools"][0]["name"]
            item = {"type": "function_call", "call_id": "c1", "name": name, "arguments": '{"value":"self_care"}'}
        else:
            part = {"type": "output_text", "text": SAYINGS[len(said) % len(SAYINGS)], "annotations": []}
            item = {"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": [part]}
        answer = {"id": "r", "created_at": 1.0, "model": "double", "object": "response", "output": [item]}
        return answer | {"parallel_tool_calls": True, "tool_choice": "auto", "tools": []}

    return app


KINDS = {
    "policy_model": "responses_api_models",
    "folkmoot": "resources_servers",
    "simple": "responses_api_agents",
    "gymnasium": "responses_api_agents",
}


def make_apps(url: str, client: ServerClient) -> dict[str, FastAPI]:
    """The app of each server, by the name under which the others know it."""
    server_class = resources_server()
    config_class = server_class.model_fields["config"].annotation
    base = {"host": HOST, "port": 1, "entrypoint": "app.py"}
    config = config_class(name="folkmoot", folkmoot_url=f"{url}/compat/nemo-gym/{COLLECTION}", **base)
    resources = server_class(config=config, server_client=client)
    app = resources.setup_webserver()
    resources.setup_liveness(app)
    references = {
        "resources_server": ResourcesServerRef(type="resources_servers", name="folkmoot"),
        "model_server": ModelServerRef(type="responses_api_models", name="policy_model"),
    }
    simple = SimpleAgentConfig(name="simple", **base, **references)
    gymnasium = GymnasiumAgentConfig(name="gymnasium", max_steps=3, **base, **references)
    return {
        "policy_model": model_app(),
        "folkmoot": app,
        "simple": SimpleAgent(config=simple, server_client=client).setup_webserver(),
        "gymnasium": GymnasiumAgent(config=gymnasium, server_client=client).setup_webserver(),
    }


async def play(url: str) -> list[str]:
    set_global_aiohttp_client(GlobalAIOHTTPAsyncClientConfig())
    # They take connections from here on, and answer them as soon as their server runs.
    listening = {name: socket.create_server((HOST, 0)) for name in KINDS}
    ports = {name: held.getsockname()[1] for name, held in listening.items()}
    known = {name: {kind: {name: {"host": HOST, "port": ports[name]}}} for name, kind in KINDS.items()}
    head = BaseServerConfig(host=HOST, port=1)
    client = ServerClient(head_server_config=head, global_config_dict=OmegaConf.create(known))
    servers = {
        name: uvicorn.Server(uvicorn.Config(app, log_level="warning")) for name, app in make_apps(url, client).items()
    }
    tasks = [asyncio.create_task(server.serve([listening[name]])) for name, server in servers.items()]
    try:
        return await ask_agents(url, ports)
    finally:
        for server in servers.values():
            server.should_exit = True
        await asyncio.gather(*tasks)
        await get_global_aiohttp_client().close()


async def ask_agents(url: str, ports: dict[str, int]) -> list[str]:
    tool = {"type": "function", "name": TOOL, "description": "", "strict": False}
    tool["parameters"] = {"type": "object", "properties": {"value": {"type": "string"}}}
    said = {"input": [{"role": "user", "content": OPENING}]}
    row = {"scenario_slug": SCENARIO, "_ng_task_index": 0, "_ng_rollout_index": 0}
    faults: list[str] = []
    async with aiohttp.ClientSession() as session:

        async def post(name: str, path: str, body: Any) -> Any:
            async with session.post(f"http://{HOST}:{ports[name]}{path}", json=body) as answer:
                text = await answer.text()
                if answer.status != 200:
                    raise RuntimeError(f"{name}{path} answered {answer.status}: {text[:2000]}")
                return json.loads(text)

        async with session.get(f"http://{HOST}:{ports['folkmoot']}/reverify_mode") as answer:
            print("reverify_mode:", await answer.text())
        results = []
        for index, (name, params) in enumerate((("plain", said), ("with a tool", {**said, "tools": [tool]}))):
            asked = {**row, "_ng_rollout_index": index, "responses_create_params": params}
            result = await post("simple", "/run", asked)
            components = result["reward_components"]
            print(f"simple_agent, {name}: reward {result['reward']}, components {components}")
            if not math.isclose(sum(components.values()), result["reward"], abs_tol=1e-9):
                faults.append("the components do not sum to the reward")
            kinds = [item["type"] for item in result["response"]["output"]]
            if name != "plain" and kinds != ["function_call", "function_call_output", "message"]:
                faults.append(f"the output is {kinds}")
            results.append({key: value for key, value in result.items() if not key.startswith("response")})
        played = await post("gymnasium", "/run", {**row, "seed": 7, "responses_create_params": {"input": []}})
        info = played["info"]
        with Client(url) as client:
            episode = client.read_episode(info["episode_id"])
        print(f"gymnasium_agent: reward {played['reward']} in {info['turn']} turns, truncated {played['truncated']}")
        last = episode.last_answer.cumulative_reward if episode.last_answer else None
        if last is None or not math.isclose(played["reward"], last, abs_tol=1e-9):
            faults.append(f"the steps sum to {played['reward']}, the episode's reward is {last}")
        if episode.terminal_reason != "client_terminated":
            faults.append(f"the episode was left {episode.terminal_reason}")
        metrics = await post("simple", "/aggregate_metrics", {"verify_responses": results})
        print("aggregated:", metrics["key_metrics"])
        if "mean/shaping" not in metrics["key_metrics"]:
            faults.append("the components are in no metric")
    return faults


def main() -> int:
    with RunningServer() as server:
        faults = asyncio.run(play(server.url))
    for fault in faults:
        print(f"WRONG: {fault}")
    print("all is well" if not faults else f"{len(faults)} things are wrong")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

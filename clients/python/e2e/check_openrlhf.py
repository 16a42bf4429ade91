"""OpenRLHF's own client code against a running server: single samples, batches, nothing, refusals, outages.

    .venv/bin/pip install --no-deps openrlhf==0.11.2 && .venv/bin/pip install aiohttp pylatexenc
    npm run build && .venv/bin/python clients/python/e2e/check_openrlhf.py

`openrlhf.utils.agent` is imported as it is installed. vLLM's engine is a double that says what it is told, and the
names `ray` and `vllm` are empty modules, as in OpenRLHF's own tests, for the module that makes tensors of rewards.
With `--slime <slime/rollout/rm_hub/__init__.py>` slime's `remote_rm` is called, too. Exits with 1 at the first check
that fails.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import contextlib
import importlib
import json
import logging
import sys
import tempfile
import time
import types
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import torch
from openrlhf.utils import agent
from running_server import LETTERS, ROOT, RunningServer
from tiny_model import byte_tokenizer

from folkmoot import Client
from folkmoot.openrlhf import make_agent_executor

PROMPT = "<|im_start|>user\nSay some vowels, but not many.<|im_end|>\n<|im_start|>assistant\n"
ROUTE = "/compat/openrlhf/letters/vowels/get_reward"
TOKENIZER = byte_tokenizer()


class Engine:
    """A double of vLLM's engine: says one text after the other."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)

    async def generate(self, prompt_token_ids: list[int], params: Any, **_: Any) -> Any:
        text = f"{self.texts.pop(0)}<|im_end|>"
        ids = TOKENIZER(text, add_special_tokens=False)["input_ids"]
        return SimpleNamespace(outputs=[SimpleNamespace(token_ids=ids, text=text, finish_reason="stop", logprobs=None)])


def said(name: str, found: object) -> None:
    print(f"ok  {name}: {found}", flush=True)


async def executed(executor: Any, text: str, label: Any = "", prompt: str = PROMPT) -> dict[str, Any]:
    """What OpenRLHF makes of one sample."""
    params = SimpleNamespace(max_tokens=512, logprobs=None)
    answer: dict[str, Any] = await executor.execute(prompt, label, params, 4096, TOKENIZER, Engine(text))
    return answer


def evaluated(client: Client, text: str) -> float:
    """The reward of the same conversation by the server's own route."""
    messages = [
        {"role": "user", "content": "Say some vowels, but not many."},
        {"role": "assistant", "content": text},
    ]
    reward = client.evaluate("letters", "vowels", messages).reward
    assert reward is not None
    return reward


async def check_rewards(server: RunningServer, client: Client) -> None:
    """Single samples, labels of every form, batches, nothing."""
    executor = agent.SingleTurnAgentExecutor([server.url + ROUTE])
    expected = evaluated(client, "aei")
    single = await executed(executor, "aei")
    assert single["reward"] == [expected], single["reward"]
    assert single["scores"] == [expected]
    assert set(single["extra_logs"]) == {"D1_Letters", "D2_Short", "reward_filled", "dims_filled"}
    said("one sample", f"reward {single['reward']}, extra_logs {single['extra_logs']}")

    by_label = agent.SingleTurnAgentExecutor(f"{server.url}/get_reward")
    labels = [
        {"collection_slug": "letters", "scenario_slug": "vowels"},
        json.dumps({"collection_slug": "letters", "scenario_slug": "vowels"}),
        "letters/vowels",
    ]
    for label in labels:
        assert (await executed(by_label, "aei", label))["reward"] == [expected], label
    said("the scenario in the label", "an object, its JSON text, collection/scenario")

    texts = ["aei", "aeiou", "zzz", "e"] * 4
    queries = [f"{PROMPT}{text}<|im_end|>" for text in texts]
    batch = (queries, [PROMPT] * len(texts), [""] * len(texts))
    [answer] = await executor._fetch_rewards_via_http(*batch)
    assert answer["rewards"] == [evaluated(client, text) for text in texts]
    said(f"a batch of {len(texts)}", answer["rewards"][:4])
    two = agent.SingleTurnAgentExecutor([server.url + ROUTE, server.url + ROUTE])
    parts = await two._fetch_rewards_via_http(*batch)
    assert [len(part["rewards"]) for part in parts] == [8, 8]
    assert [reward for part in parts for reward in part["rewards"]] == answer["rewards"]
    said("the same on two addresses", "8 + 8")

    assert await executor._fetch_rewards_via_http([], [], []) == []
    async with httpx.AsyncClient() as plain:
        empty = await plain.post(server.url + ROUTE, json={"query": [], "prompts": [], "labels": []})
    assert empty.status_code == 200
    assert set(empty.json()["extra_logs"]) == set(answer["extra_logs"])
    said("nothing", f"0.11.2 sends no request; the empty lists of older versions: {empty.text.strip()}")


async def check_tensors(server: RunningServer) -> None:
    """Rewards that are all whole numbers are tensors of floats in OpenRLHF's own experience."""
    for name in ("ray", "vllm", "openrlhf.trainer.ray.vllm_engine"):
        sys.modules[name] = types.ModuleType(name)
    sys.modules["vllm"].SamplingParams = object  # type: ignore[attr-defined]
    sys.modules["openrlhf.trainer.ray.vllm_engine"].batch_vllm_engine_call = None  # type: ignore[attr-defined]
    sys.modules["openrlhf.trainer"] = types.ModuleType("openrlhf.trainer")
    sys.modules["openrlhf.trainer"].__path__ = [str(Path(agent.__file__).parents[1] / "trainer")]
    module = importlib.import_module("openrlhf.trainer.ppo_utils.samples_generator")
    generator = module.SamplesGenerator.__new__(module.SamplesGenerator)
    executor = agent.SingleTurnAgentExecutor([server.url + ROUTE])
    answers = [await executed(executor, text) for text in ("aeiou", "uoiea", "aeiou")]
    assert [answer["reward"] for answer in answers] == [[1.0], [1.0], [1.0]]
    experiences = [generator._process_response_into_experience(answer) for answer in answers]
    rewards = torch.cat([experience.rewards for experience in experiences])
    assert rewards.dtype == torch.float32
    assert all(value.dtype == torch.float32 for each in experiences for value in each.info.values() if value.ndim == 2)
    said(
        "whole numbers",
        f"{rewards.flatten().tolist()} are {rewards.dtype}, their mean is {rewards.mean()}",
    )


@contextlib.asynccontextmanager
async def flaky_relay(server: RunningServer, broken: int) -> AsyncIterator[str]:
    """An address before the server that breaks so many connections and relays the others."""
    left = iter(range(broken))

    async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while part := await source.read(65_536):
            target.write(part)
            await target.drain()
        target.close()

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if next(left, None) is not None:
            writer.close()
            return
        there, back = await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]))
        await asyncio.gather(copy(reader, back), copy(there, writer))

    listening = await asyncio.start_server(relay, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"


async def check_failures(server: RunningServer) -> None:
    """An unknown scenario, connections that break, a server that stays away: no reward is never 0."""
    refused = agent.SingleTurnAgentExecutor(f"{server.url}/compat/openrlhf/letters/no-such/get_reward")
    begun = time.monotonic()
    answer = await executed(refused, "aei")
    assert answer["reward"] is None
    assert answer["scores"] is None
    said("an unknown scenario", f"reward None after {time.monotonic() - begun:.0f} s: OpenRLHF tries five times")

    async with flaky_relay(server, broken=3) as address:
        answer = await executed(agent.SingleTurnAgentExecutor([address + ROUTE]), "aeiou")
    assert answer["reward"] == [1.0]
    said("a connection that breaks three times", f"reward {answer['reward']}")

    executor = agent.SingleTurnAgentExecutor([server.url + ROUTE])
    server.stop()
    answer = await executed(executor, "aeiou")
    assert answer["reward"] is None
    said("a server that stays away", "reward None")
    server.start()


async def check_files(server: RunningServer, client: Client) -> None:
    """`--reward.remote_url reward.py` and `--train.agent_func_path agent.py` of folkmoot.openrlhf."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reward.py"
        given = f"{server.url!r}, collection_slug='letters', scenario_slug='vowels', dimensions=['D1_Letters']"
        file.write_text(f"from folkmoot.openrlhf import make_reward_func\n\nreward_func = make_reward_func({given})\n")
        answer = await executed(agent.SingleTurnAgentExecutor(str(file)), "aeiou")
    assert answer["reward"].tolist() == [1.0]
    assert answer["reward"].dtype == torch.float32
    said("reward.py", f"reward {answer['reward']}, extra_logs {answer['extra_logs']}")


async def check_episode() -> None:
    """An episode by OpenRLHF's own multi-turn executor."""
    lines = ["I'm sorry to hear that. Where exactly does it hurt?", "Do your feet feel weak or numb?"]
    with RunningServer(ROOT / "scenarios") as server, Client(server.url) as client:
        executor = make_agent_executor(server.url, template="chatml")()
        opening = client.scenario("medical-intake", "lower-back-pain").opening[0]
        prompt = f"<|im_start|>user\n{opening}<|im_end|>\n<|im_start|>assistant\n"
        params = SimpleNamespace(max_tokens=64, logprobs=None)
        engine = Engine(*lines, *["I see."] * 30)
        answer = await executor.execute(prompt, "medical-intake/lower-back-pain", params, 6000, TOKENIZER, engine)
    turns = len(answer["action_ranges"])
    assert turns > len(lines)
    assert 0 < answer["reward"] <= 1
    assert abs(answer["reward"] - float(answer["scores"])) < 1e-6
    said("an episode", f"{turns} turns, reward {answer['reward']:.4f} is the sum of the changes and the last score")


async def check_slime(server: RunningServer, client: Client, source: str) -> None:
    """slime's `remote_rm`, taken out of its module, whose other imports need slime's whole installation."""
    wanted = {"_get_shared_session", "remote_rm"}
    tree = ast.parse(source)
    tree.body = [
        node
        for node in tree.body
        if getattr(node, "name", "") in wanted or isinstance(node, (ast.Import, ast.AnnAssign))
    ]
    names: dict[str, Any] = {"Sample": object, "logger": logging.getLogger("slime")}
    exec(compile(tree, "slime/rollout/rm_hub/__init__.py", "exec"), names)
    sample = SimpleNamespace(prompt=PROMPT, response="aei", label="letters/vowels")
    try:
        number = await names["remote_rm"](SimpleNamespace(rm_url=f"{server.url}/compat/slime/rm"), sample)
        assert type(number) is float
        assert number == evaluated(client, "aei")
        by_key = await names["remote_rm"](
            SimpleNamespace(rm_url=f"{server.url}/compat/slime/rm?format=object&dims=D1_Letters"), sample
        )
        assert by_key["reward"] == number
        said("slime's remote_rm", f"{number}, by --reward-key: {by_key}")
    finally:
        await names["_get_shared_session"]().close()


def main() -> int:
    """Runs the checks. Returns the exit code."""
    words = argparse.ArgumentParser(description="OpenRLHF's own client code against a running server")
    words.add_argument("--slime", type=Path, help="the file slime/rollout/rm_hub/__init__.py")
    slime: Path | None = words.parse_args().slime
    logging.disable(logging.INFO)
    with RunningServer(LETTERS) as server, Client(server.url) as client:
        asyncio.run(check_rewards(server, client))
        asyncio.run(check_tensors(server))
        asyncio.run(check_files(server, client))
        asyncio.run(check_failures(server))
        if slime is not None:
            asyncio.run(check_slime(server, client, slime.read_text("utf-8")))
    asyncio.run(check_episode())
    print("OK: OpenRLHF's own code gets its rewards")
    return 0


if __name__ == "__main__":
    sys.exit(main())

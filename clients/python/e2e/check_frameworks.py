"""The adapters against the frameworks' own packages, as PyPI has them; no torch, no ray.

    python -m venv .venv && .venv/bin/pip install -e clients/python skyrl-gym aiohttp
    .venv/bin/pip install --no-deps trl verl openrlhf areal
    npm run build && .venv/bin/python clients/python/e2e/check_frameworks.py

skyrl-gym runs as it is. Of OpenRLHF and AReaL the files that call rewards and agents run as they are, with a tensor of
a few lines in torch's place. The rest of AReaL, verl and TRL cannot be imported without torch: their sources are
parsed, and every signature and name that an adapter leans on is compared. Prints a line a check; exits with 1 where
one fails.
"""

from __future__ import annotations

import ast
import asyncio
import importlib.util
import inspect
import json
import logging
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from framework_sources import Absent, Source, folder_of, load, version_of

from folkmoot.areal import EpisodeAgent, make_reward_fn
from folkmoot.openrlhf import make_agent_executor
from folkmoot.trl import generate_with_trainer
from folkmoot.verl.agent_loop import EpisodeLoop

ROOT = Path(__file__).resolve().parents[3]
COLLECTION, SCENARIO = "medical-intake", "lower-back-pain"
ROW = {"collection_slug": COLLECTION, "scenario_slug": SCENARIO}
OPENING = "Morning. It's my lower back, it's gone again. I can hardly get my boots on."
PROMPT = f"<|im_start|>user\n{OPENING}<|im_end|>\n<|im_start|>assistant\n"
GOOD, BAD = "Where exactly does it hurt? When did it start?", "Next."
MOVES = ["Where exactly does it hurt?", "Any numbness, or trouble passing water?"]


@contextmanager
def server(scenarios: Path = ROOT / "scenarios") -> Iterator[str]:
    """A server with the collections that ship, or others; its address."""
    words = [shutil.which("node") or "node", str(ROOT / "dist" / "main.js"), "serve", "--port", "0"]
    words += ["--database", "sqlite::memory:", "--scenarios", str(scenarios), "--log-level", "silent"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = next((match for line in process.stdout if (match := re.match(r"listening on (\S+)", line))), None)
        try:
            if found is None:
                raise RuntimeError("The server did not start; is it built?")
            yield found[1]
        finally:
            process.terminate()


class Characters:
    """A tokenizer: a token a character, the marks of ChatML one each. Called as OpenRLHF calls one, too."""

    marks = ("<|im_start|>", "<|im_end|>")

    def __call__(self, text: str, add_special_tokens: bool, return_tensors: str) -> dict[str, Any]:
        pieces = re.findall("|".join(map(re.escape, self.marks)) + "|.", text, re.DOTALL)
        ids = [self.marks.index(each) + 1 if each in self.marks else ord(each) for each in pieces]
        return {"input_ids": [SimpleNamespace(tolist=lambda: ids)]}

    def decode(self, ids: list[int], skip_special_tokens: bool) -> str:
        return "".join(self.marks[token - 1] if token <= len(self.marks) else chr(token) for token in ids)


class Engine:
    """A policy that says what it is told to, as OpenRLHF's vLLM engine answers."""

    def __init__(self, moves: list[str]) -> None:
        self._moves = iter(moves)

    async def generate(self, ids: list[int], sampling_params: Any, multi_modal_data: Any = None) -> Any:
        text = f"{next(self._moves)}<|im_end|>"
        tokens = Characters()(text, False, "pt")["input_ids"][0].tolist()
        chances = [{token: SimpleNamespace(logprob=-0.5)} for token in tokens]
        said = SimpleNamespace(token_ids=tokens, text=text, finish_reason="stop", logprobs=chances)
        return SimpleNamespace(outputs=[said])


def stand_in_for_torch() -> None:
    """As much of torch as OpenRLHF asks of rewards, where there is none."""
    if "torch" not in sys.modules and importlib.util.find_spec("torch") is None:
        module = ModuleType("torch")
        module.tensor = lambda value: SimpleNamespace(item=lambda: value, tolist=lambda: value)  # type: ignore[attr-defined]
        sys.modules["torch"] = module


def check_skyrl(url: str) -> str:
    version = version_of("skyrl-gym")
    import skyrl_gym  # noqa: PLC0415 - only where it is installed

    skyrl_gym.register(id="folkmoot", entry_point="folkmoot.skyrl:EpisodeEnv")
    config = {"url": url, "dimensions": ["D1_InformationGathering"]}
    env = skyrl_gym.make("folkmoot", env_config=config, extras={**ROW, "max_turns": 2})
    history, _ = env.init([{"role": "system", "content": "Ask."}])
    steps = [env.step(move) for move in MOVES]
    metrics = env.get_metrics()
    env.close()
    assert isinstance(env, skyrl_gym.envs.base_text_env.BaseTextEnv)
    assert [step["done"] for step in steps] == [False, True]
    assert abs(sum(step["reward"] for step in steps) - metrics["score"]) < 1e-9 < metrics["score"]
    mean = type(env).aggregate_metrics([metrics, metrics])
    assert mean["score"] == metrics["score"]
    rewards = " + ".join(f"{step['reward']:.3f}" for step in steps)
    return f"skyrl-gym {version}: made by its registry, prompt of {len(history)}, {rewards} = {metrics['score']:.3f}"


def openrlhf_agent() -> tuple[str, Any]:
    folder = folder_of("openrlhf")
    stand_in = SimpleNamespace(init_logger=logging.getLogger)
    agent = load("openrlhf.utils.agent", folder / "utils" / "agent.py", openrlhf__utils__logging_utils=stand_in)
    stand_in_for_torch()
    return version_of("openrlhf"), agent


def check_openrlhf_agent(url: str) -> str:
    version, _ = openrlhf_agent()
    executor = make_agent_executor(url, template="chatml", dimensions=["D1_InformationGathering"])()
    words = inspect.signature(executor.execute).parameters
    assert list(words)[-1] == "images"
    params = SimpleNamespace(max_tokens=200, logprobs=1)
    label, room = json.dumps(ROW), len(PROMPT) + 260
    done = asyncio.run(executor.execute(PROMPT, label, params, room, Characters(), Engine(MOVES * 9), images=None))
    said = [Characters().decode(done["observation_tokens"][a:b], False) for a, b in done["action_ranges"]]
    assert said[:2] == [f"{move}<|im_end|>" for move in MOVES]
    assert len(done["rollout_log_probs"]) == len(done["observation_tokens"])
    assert abs(done["reward"] - done["scores"].item()) < 1e-9 < done["reward"]
    return f"openrlhf {version}: its MultiTurnAgentExecutor.execute, {len(said)} moves, reward {done['reward']:.3f}"


def check_openrlhf_reward(url: str) -> str:
    version, agent = openrlhf_agent()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reward.py"
        file.write_text(f"from folkmoot.openrlhf import make_reward_func\nreward_func = make_reward_func({url!r})\n")
        executor = agent.SingleTurnAgentExecutor(str(file))
        rewards = []
        for move in (GOOD, BAD):
            params = SimpleNamespace(max_tokens=100, logprobs=1)
            words = (PROMPT, json.dumps(ROW), params, 1000, Characters(), Engine([move]))
            rewards.append(asyncio.run(executor.execute(*words))["reward"].tolist()[0])
    assert rewards[0] > rewards[1]
    return f"openrlhf {version}: its SingleTurnAgentExecutor with reward.py, {rewards[0]:.3f} > {rewards[1]:.3f}"


def check_areal_reward(url: str) -> str:
    file = folder_of("areal") / "api" / "reward_api.py"
    stand_in = SimpleNamespace(getLogger=logging.getLogger)
    wrapper = load("areal.api.reward_api", file, areal__utils=SimpleNamespace(logging=stand_in)).AsyncRewardWrapper
    ask = wrapper(make_reward_fn(url), max_workers=1)

    async def both() -> list[float]:
        return [await ask(PROMPT, f"{move}<|im_end|>", [1], [2], **ROW) for move in (GOOD, BAD)]

    good, bad = asyncio.run(both())
    wrapper._atexit_shutdown_all()
    assert type(good) is float
    assert good > bad
    return f"areal {metadata.version('areal')}: its AsyncRewardWrapper, a process of its own, {good:.3f} > {bad:.3f}"


def check_areal_agent(_: str) -> str:
    source = Source(folder_of("areal") / "experimental" / "openai" / "proxy" / "workflow.py")
    source.has("self.agent.run(data, **extra_kwargs)", "asyncio.run(agent.run(data))", '"OPENAI_BASE_URL"')
    source.has('"base_url": self.proxy_addr', '"http_client": http_client', '"api_key": session_api_key')
    source.has("isinstance(rewards, float)")
    assert list(inspect.signature(EpisodeAgent.run).parameters) == ["self", "data", "proxy"]
    return f"areal {metadata.version('areal')}: OpenAIProxyWorkflow calls run as EpisodeAgent.run is written (parsed)"


def check_verl_manager(_: str) -> str:
    folder = folder_of("verl")
    base = Source(folder / "experimental" / "reward_loop" / "reward_manager" / "base.py")
    assert base.arguments("RewardManagerBase.__init__") == ["self", "config", "tokenizer", "compute_score"]
    assert base.arguments("RewardManagerBase.run_single") == ["self", "data"]
    naive = Source(folder / "experimental" / "reward_loop" / "reward_manager" / "naive.py")
    wanted = ["config", "tokenizer", "compute_score", "reward_router_address", "reward_model_tokenizer"]
    assert naive.arguments("NaiveRewardManager.__init__") == ["self", *wanted]
    naive.has("data[-1:]", 'data_item.batch["attention_mask"][-response_length:].sum()')
    naive.has('return {"reward_score": reward, "reward_extra_info": reward_extra_info}')
    Source(folder / "experimental" / "agent_loop" / "agent_loop.py").has('kwargs["raw_prompt"]')
    return f"verl {metadata.version('verl')}: RewardManager's constructor, run_single and answer (parsed)"


def check_verl_loop(_: str) -> str:
    folder = folder_of("verl")
    source = Source(folder / "experimental" / "agent_loop" / "agent_loop.py")
    assert source.arguments("AgentLoopBase.__init__")[-1] == "**"
    assert source.arguments("AgentLoopBase.run") == ["self", "sampling_params", "**"]
    assert source.arguments("AgentLoopBase.ct_build_initial_tokens")[:2] == ["self", "messages"]
    merge = ["self", "runtime_token_ids", "assistant_token_ids", "response_mask", "response_logprobs"]
    assert source.arguments("AgentLoopBase.ct_merge_assistant_token") == [*merge, "assistant_logprobs"]
    context = ["self", "previous_messages", "updated_messages", "runtime_token_ids", "response_mask"]
    assert source.arguments("AgentLoopBase.ct_merge_context_msg") == [*context, "response_logprobs", "tools"]
    written = {
        node.arg
        for node in ast.walk(ast.parse(inspect.getsource(sys.modules[EpisodeLoop.__module__])))
        if isinstance(node, ast.keyword) and node.arg in source.fields("AgentLoopOutput")
    }
    assert {"prompt_ids", "response_ids", "response_mask", "reward_score", "extra_fields"} <= written
    client = Source(folder / "workers" / "rollout" / "llm_server.py")
    assert {"request_id", "prompt_ids", "sampling_params"} <= set(client.arguments("LLMServerClient.generate"))
    answer = Source(folder / "workers" / "rollout" / "replica.py").fields("TokenOutput")
    assert {"token_ids", "log_probs", "routed_experts", "num_preempted", "extra_fields"} <= set(answer)
    return f"verl {metadata.version('verl')}: what EpisodeAgentLoop calls and returns (parsed)"


def check_trl(_: str) -> str:
    source = Source(folder_of("trl") / "trainer" / "grpo_trainer.py")
    words = ["self", "prompt_ids", "images", "multimodal_fields", "num_generations"]
    assert source.arguments("GRPOTrainer._generate_single_turn")[:5] == words
    source.has("output = self.rollout_func(prompts, self)", '{"prompt_ids", "completion_ids", "logprobs"}')
    source.has('tool_mask = extra_fields.pop("env_mask", None)', "mini_repeat_count=self.num_generations")
    assert "num_generations" in inspect.getsource(generate_with_trainer)
    return f"trl {metadata.version('trl')}: rollout_func's call, keys and generation (parsed)"


CHECKS: list[Callable[[str], str]] = [
    check_skyrl,
    check_openrlhf_agent,
    check_openrlhf_reward,
    check_areal_reward,
    check_areal_agent,
    check_verl_manager,
    check_verl_loop,
    check_trl,
]


def main() -> int:
    """Runs them all. Returns the exit code."""
    failed = 0
    with server() as url:
        for check in CHECKS:
            try:
                print(f"ok      {check(url)}")
            except Absent as absent:
                print(f"absent  {check.__name__}: {absent}")
            except Exception as error:
                failed += 1
                print(f"FAILED  {check.__name__}: {type(error).__name__}: {error}")
    print("absent  ROLL, slime: no packages on PyPI (roll and slime there are other projects)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

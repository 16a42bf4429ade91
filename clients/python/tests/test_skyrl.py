"""The contract with SkyRL: an environment made and stepped as its generator does it, on a double of its base class."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest

import folkmoot.skyrl
from folkmoot import UnscoredError

from .conftest import COLLECTION, SCENARIO

MOVES = ("Where exactly does it hurt?<|im_end|>", "Any numbness, or trouble passing water?")
D1 = "D1_InformationGathering"


class BaseTextEnv:
    def __init__(self) -> None:
        self.turns = 0
        self.max_turns = 1


@pytest.fixture(autouse=True)
def skyrl_gym(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("skyrl_gym", "skyrl_gym.envs"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    module = ModuleType("skyrl_gym.envs.base_text_env")
    module.BaseTextEnv = BaseTextEnv  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.delitem(vars(folkmoot.skyrl), "EpisodeEnv", raising=False)


@dataclass
class EnvConfig:
    """As a field of a subclass of SkyRL's `SkyRLGymConfig`, which is a dataclass, too."""

    url: str
    collection_slug: str
    filler: float | None = None


def play(
    env_config: dict[str, Any] | EnvConfig, max_turns: int = 2
) -> tuple[list[dict[str, Any]], dict[str, Any], list[Any]]:
    """One trajectory of `SkyRLGymGenerator.agent_loop`, and what it asserts."""
    extras = {"scenario_slug": SCENARIO, "max_turns": max_turns, "reward_spec": {"ground_truth": "72"}}
    assert issubclass(folkmoot.skyrl.EpisodeEnv, BaseTextEnv)
    env: Any = folkmoot.skyrl.EpisodeEnv(env_config=env_config, extras=extras)
    history, _ = env.init([{"role": "system", "content": "Ask."}])
    steps: list[dict[str, Any]] = []
    while not steps or not steps[-1]["done"]:
        steps.append(env.step(MOVES[len(steps)]))
        assert {"observations", "reward", "done", "metadata"} == set(steps[-1])
        assert type(steps[-1]["reward"]) is float
        history += steps[-1]["observations"]
    metrics = env.get_metrics()
    env.close()
    env.close()
    return steps, metrics, history


def test_rewards_sum_to_the_score(server_url: str) -> None:
    config = {"url": server_url, "collection_slug": COLLECTION, "dimensions": [D1]}
    steps, metrics, history = play(config)
    assert [step["done"] for step in steps] == [False, True]
    assert [message["role"] for message in history] == ["system", "user", "user"]
    assert sum(step["reward"] for step in steps) == pytest.approx(metrics["score"])
    assert metrics["score"] > 0
    assert list(metrics) == ["score", "scored", "turns", D1]
    assert all(type(value) is float for value in metrics.values())
    last, _, _ = play({**config, "reward_mode": "terminal"})
    assert [step["reward"] for step in last] == [0.0, pytest.approx(metrics["score"], abs=0.5)]


def test_the_config_may_be_a_dataclass(server_url: str, away_url: str) -> None:
    steps, metrics, _ = play(EnvConfig(server_url, COLLECTION))
    assert sum(step["reward"] for step in steps) == pytest.approx(metrics["score"])
    steps, _, _ = play(EnvConfig(away_url, COLLECTION, filler=0.25))
    assert [step["reward"] for step in steps] == [0.25]


def test_without_a_reward_only_a_chosen_filler_helps(away_url: str) -> None:
    config = {"url": away_url, "collection_slug": COLLECTION}
    with pytest.raises(UnscoredError):
        play(config)
    steps, metrics, _ = play({**config, "filler": 0.25, "dimensions": [D1]})
    assert [(step["reward"], step["done"]) for step in steps] == [(0.25, True)]
    assert metrics == {"score": 0.0, "scored": 0.0, "turns": 1.0, D1: 0.0}


def test_a_move_that_is_too_long_ends_the_trajectory_with_a_score(server_url: str) -> None:
    extras = {"collection_slug": COLLECTION, "scenario_slug": SCENARIO, "max_turns": 8}
    env: Any = folkmoot.skyrl.EpisodeEnv(env_config={"url": server_url}, extras=extras)
    env.init([{"role": "system", "content": "Ask."}])
    asked = env.step(MOVES[0])
    stepped = env.step(MOVES[1] * 800)
    assert stepped["done"]
    assert stepped["metadata"]["scored"]
    assert asked["reward"] + stepped["reward"] == pytest.approx(env.get_metrics()["score"])
    env.close()


def test_a_reward_mode_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="reward_mode"):
        play({"reward_mode": "sum", "collection_slug": COLLECTION})


def test_without_skyrl_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "skyrl_gym.envs.base_text_env", None)
    with pytest.raises(ImportError, match="pip install skyrl-gym"):
        _ = folkmoot.skyrl.EpisodeEnv

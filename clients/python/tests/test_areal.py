"""The contract with AReaL: a reward function sent to a worker process, and an agent run by its proxy workflow."""

from __future__ import annotations

import asyncio
import functools
import inspect
import json
import pickle
from typing import Any

import httpx
import pytest

from folkmoot import NotFoundError, Retries, Settings, UnscoredError
from folkmoot.areal import EpisodeAgent, make_reward_fn, reward_fn

from .conftest import BAD, COLLECTION, GOOD, OPENING, SCENARIO, run

PROMPT = f"<|im_start|>user\n{OPENING['content']}<|im_end|>\n<|im_start|>assistant\n"
ROW = {"collection_slug": COLLECTION, "scenario_slug": SCENARIO}
AWAY = Settings(url="http://127.0.0.1:9", retries=Retries(attempts_max=1))


def as_areal_asks(function: Any, answer: dict[str, str], **row: Any) -> float:
    """`AsyncRewardWrapper`: the call is pickled with its arguments, the texts have their special tokens."""
    assert not inspect.iscoroutinefunction(function)
    call = functools.partial(function, PROMPT, f"{answer['content']}<|im_end|>", [1], [2], **ROW, **row)
    reward = pickle.loads(pickle.dumps(call))()
    assert type(reward) is float
    return reward


def test_completions_are_rewarded(server_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    function = make_reward_fn(server_url)
    assert as_areal_asks(function, GOOD) > as_areal_asks(function, BAD)
    assert as_areal_asks(function, GOOD, messages=[OPENING]) == as_areal_asks(function, GOOD)
    monkeypatch.setenv("FOLKMOOT_URL", server_url)
    assert as_areal_asks(reward_fn, GOOD) == as_areal_asks(function, GOOD)


def test_it_answers_before_areal_gives_up() -> None:
    patient = Settings(latency_budget_ms=600_000, margin_seconds=60)
    settings = make_reward_fn(settings=patient).settings
    assert settings.deadline_seconds(settings.latency_budget_ms) < 12
    hasty = Settings(latency_budget_ms=500)
    assert make_reward_fn(settings=hasty).settings.latency_budget_ms == 500


def test_without_a_reward_only_a_chosen_filler_helps() -> None:
    with pytest.raises(UnscoredError):
        as_areal_asks(make_reward_fn(settings=AWAY), GOOD)
    assert as_areal_asks(make_reward_fn(settings=AWAY, filler=0), GOOD) == 0.0


def test_no_filler_stands_for_a_scenario_that_does_not_exist(server_url: str) -> None:
    row: dict[str, Any] = {"collection_slug": COLLECTION, "scenario_slug": "nowhere"}
    with pytest.raises(NotFoundError, match="nowhere"):
        make_reward_fn(server_url, filler=0)(PROMPT, GOOD["content"], **row)


class Policy:
    """AReaL's proxy of the policy: `POST {base_url}/chat/completions` with the session's key."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        assert str(request.url) == "http://proxy/chat/completions"
        assert request.headers["authorization"] == "Bearer session-key"
        self.bodies.append(json.loads(request.content))
        moves = ["Where exactly does it hurt?", "Any numbness, or trouble passing water?"]
        message = {"role": "assistant", "content": moves[len(self.bodies) - 1], "tool_calls": None}
        return httpx.Response(200, json={"id": "c", "choices": [{"message": message, "finish_reason": "stop"}]})


def run_agent(agent: EpisodeAgent, policy: Policy, **row: Any) -> float:
    async def inline() -> float:
        async with httpx.AsyncClient(transport=httpx.MockTransport(policy.answer)) as http_client:
            words = {"base_url": "http://proxy/", "http_client": http_client, "api_key": "session-key"}
            return await agent.run({**ROW, **row}, **words)

    # As OpenAIProxyWorkflow checks agents.
    assert asyncio.iscoroutinefunction(agent.run)
    return run(inline())


def test_an_agent_plays_an_episode_through_the_proxy(server_url: str) -> None:
    policy = Policy()
    agent = pickle.loads(pickle.dumps(EpisodeAgent(server_url, turns_max=2, temperature=0.7)))
    reward = run_agent(agent, policy)
    assert type(reward) is float
    assert reward > 0
    first, second = policy.bodies
    assert (first["model"], first["temperature"]) == ("default", 0.7)
    assert [message["role"] for message in first["messages"]] == ["system", "user"]
    assert second["messages"][:2] == first["messages"]
    assert second["messages"][2] == {"role": "assistant", "content": "Where exactly does it hurt?"}
    assert second["messages"][3]["role"] == "user"


def test_an_agent_hands_in_what_the_proxy_has_read_as_calls(server_url: str) -> None:
    class Deciding(Policy):
        def answer(self, request: httpx.Request) -> httpx.Response:
            call = {
                "id": "c",
                "type": "function",
                "function": {"name": "disposition", "arguments": '{"value": "urgent"}'},
            }
            self.bodies.append(json.loads(request.content))
            message = {"role": "assistant", "content": None, "tool_calls": [call]}
            return httpx.Response(200, json={"choices": [{"message": message}]})

    policy = Deciding()
    run_agent(EpisodeAgent(server_url), policy)
    assert len(policy.bodies) == 1
    assert "- disposition: " in policy.bodies[0]["messages"][0]["content"]


def test_an_agent_needs_a_filler_where_there_is_no_reward() -> None:
    with pytest.raises(UnscoredError):
        run_agent(EpisodeAgent(settings=AWAY), Policy(), messages=[OPENING])
    assert run_agent(EpisodeAgent(settings=AWAY, filler=0), Policy(), messages=[OPENING]) == 0.0


def test_an_agent_needs_to_know_the_policy(server_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with pytest.raises(ValueError, match="base_url"):
        run(EpisodeAgent(server_url).run(ROW))

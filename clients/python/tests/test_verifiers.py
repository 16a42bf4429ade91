"""The contract with verifiers 0.4: a plugged reward function of a task's data and its trace."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from folkmoot import NotFoundError, UnscoredError
from folkmoot.verifiers import reward, reward_func

from .conftest import COLLECTION, GOOD, OPENING, SCENARIO, StartFake, batch_answer, problem, run


@dataclass
class Trace:
    """As much of verifiers' trace as reward functions read and write."""

    messages: list[Any]
    metrics: dict[str, float] = field(default_factory=dict)

    def record_metric(self, name: str, value: float) -> None:
        assert isinstance(value, float)
        self.metrics[name] = value


def message(role: str, content: Any, *calls: tuple[str, str]) -> SimpleNamespace:
    tool_calls = [SimpleNamespace(id="c", type="function", name=name, arguments=given) for name, given in calls]
    return SimpleNamespace(role=role, content=content, tool_calls=tool_calls or None)


def trace_of(*messages: SimpleNamespace) -> Trace:
    return Trace([message("user", OPENING["content"]), *messages])


NAMED = SimpleNamespace(collection_slug=COLLECTION, scenario_slug=SCENARIO)


def test_a_rollout_has_a_reward_and_its_dimensions_are_metrics(server_url: str) -> None:
    trace = trace_of(message("assistant", GOOD["content"]))
    value = run(reward_func(url=server_url)(NAMED, trace))
    assert isinstance(value, float)
    assert 0.0 < value <= 1.0
    assert trace.metrics["folkmoot_filled"] == 0.0
    assert "score/D1_InformationGathering" in trace.metrics


@pytest.mark.parametrize(
    "task",
    [
        SimpleNamespace(label=f"{COLLECTION}/{SCENARIO}"),
        SimpleNamespace(row={"collection_slug": COLLECTION, "scenario_slug": SCENARIO}),
        SimpleNamespace(row={"label": f"{COLLECTION}/{SCENARIO}"}),
        SimpleNamespace(row={"scenario_slug": SCENARIO}),
        SimpleNamespace(),
    ],
)
def test_the_scenario_is_the_datas_or_the_runs(
    server_url: str, monkeypatch: pytest.MonkeyPatch, task: SimpleNamespace
) -> None:
    monkeypatch.setenv("FOLKMOOT_URL", server_url)
    monkeypatch.setenv("FOLKMOOT_COLLECTION", COLLECTION)
    monkeypatch.setenv("FOLKMOOT_SCENARIO", SCENARIO)
    assert run(reward(task, trace_of(message("assistant", GOOD["content"])))) > 0.0


def test_no_filler_stands_for_a_scenario_that_does_not_exist(server_url: str) -> None:
    task = SimpleNamespace(label=f"{COLLECTION}/nowhere")
    with pytest.raises(NotFoundError, match="nowhere"):
        run(reward_func(url=server_url, filler=0.0)(task, trace_of(message("assistant", GOOD["content"]))))


def test_a_task_without_a_scenario_is_refused() -> None:
    with pytest.raises(ValueError, match="No scenario"):
        run(reward_func(url="http://127.0.0.1:1")(SimpleNamespace(), trace_of()))


def test_what_the_policy_says_and_calls_is_one_message(start_fake: StartFake) -> None:
    fake = start_fake(lambda _path, _body: (200, batch_answer([{"reward": 1, "scores": {"D1": None}}])))
    parts = [
        SimpleNamespace(type="text", text="Here "),
        SimpleNamespace(type="image_url"),
        SimpleNamespace(text="it is."),
    ]
    trace = trace_of(
        message("assistant", None, ("note", '{"a":1}'), ("note", "not JSON"), ("note", "[1]"), ("note", '{"a":NaN}')),
        message("tool", "{}"),
        message("assistant", parts),
    )
    assert run(reward_func(url=fake.url)(NAMED, trace)) == 1.0
    (item,) = fake.requests[0][1]["items"]
    assert item["messages"][1:] == [
        {
            "role": "assistant",
            "content": "Here it is.",
            "tool_calls": [{"name": "note", "input": given} for given in ({"a": 1}, {}, {}, {})],
        }
    ]
    assert trace.metrics == {"folkmoot_filled": 0.0}


@pytest.mark.parametrize("thoughts", ["<think>Ask?</think>", "Ask?</think>\n"])
def test_thoughts_are_no_words(start_fake: StartFake, thoughts: str) -> None:
    fake = start_fake(lambda _path, _body: (200, batch_answer([{"reward": 0.5}])))
    asked = message("user", "Say </think>.")
    run(reward_func(url=fake.url)(NAMED, trace_of(asked, message("assistant", f"{thoughts}Where does it hurt?"))))
    (item,) = fake.requests[0][1]["items"]
    assert [each["content"] for each in item["messages"][1:]] == ["Say </think>.", "Where does it hurt?"]


def test_silence_is_a_move(start_fake: StartFake) -> None:
    fake = start_fake(lambda _path, _body: (200, batch_answer([{"reward": 0.0}])))
    assert run(reward_func(url=fake.url)(NAMED, trace_of())) == 0.0
    assert fake.requests[0][1]["items"][0]["messages"][-1]["content"] == ""


def test_no_reward_raises_unless_a_filler_was_chosen(start_fake: StartFake) -> None:
    fake = start_fake(lambda _path, _body: (200, batch_answer([{"status": "unscored", "reward": None}])))
    with pytest.raises(UnscoredError):
        run(reward_func(url=fake.url)(NAMED, trace_of()))
    trace = trace_of()
    assert run(reward_func(url=fake.url, filler=-1)(NAMED, trace)) == -1.0
    assert trace.metrics == {"folkmoot_filled": 1.0}
    away = start_fake(lambda _path, _body: problem(500, "internal"))
    assert run(reward_func(url=away.url, filler=0.25)(NAMED, trace_of())) == 0.25

"""The contract with TRL: called as GRPOTrainer, OnlineDPOTrainer and the judges' trainers call."""

from __future__ import annotations

import asyncio
import functools
import inspect
import pickle
import typing
from collections.abc import Sequence
from typing import Any

import pytest

from folkmoot import FolkmootError, NotFoundError, Retries, Settings
from folkmoot.trl import (
    CompareJudge,
    EpisodeEnvironment,
    RewardOptions,
    environment_factory,
    reward,
    reward_func,
    reward_funcs_per_dimension,
    reward_sync,
)

from .conftest import BAD, COLLECTION, GOOD, OPENING, SCENARIO, StartFake, batch_answer, problem, run

IMPATIENT = Retries(attempts_max=2, base_seconds=0)


async def rewards_as_grpo_asks(
    functions: Sequence[Any], prompts: list[Any], completions: list[Any], **columns: Any
) -> list[list[float | None]]:
    """`GRPOTrainer._calculate_rewards`: asynchronous functions together, everything by keyword."""
    metrics: dict[str, list[float]] = {}
    extra: dict[str, list[Any]] = {}
    kwargs = {
        **columns,
        "trainer_state": object(),
        "log_extra": lambda column, values: extra.setdefault(column, []).extend(values),
        "log_metric": lambda name, value: metrics.setdefault(name, []).append(value),
    }
    assert all(inspect.iscoroutinefunction(function) for function in functions)
    calls = [
        function(prompts=prompts, completions=completions, completion_ids=[[1]] * len(prompts), **kwargs)
        for function in functions
    ]
    outputs: list[list[float | None]] = await asyncio.gather(*calls)
    assert all(len(output) == len(prompts) for output in outputs)
    assert all(value is None or type(value) is float for output in outputs for value in output)
    assert all(len(values) == len(prompts) for values in extra.values())
    assert all(len(values) == 1 for values in metrics.values())
    return outputs


def test_conversations_are_rewarded_by_the_rows_scenario(server_url: str) -> None:
    function = reward_func(server_url)
    [rewards] = run(
        rewards_as_grpo_asks(
            [function],
            [[OPENING], [OPENING]],
            [[GOOD], [BAD]],
            collection_slug=[COLLECTION] * 2,
            scenario_slug=[SCENARIO] * 2,
            unrelated=[1, 2],
        )
    )
    assert rewards[0] is not None
    assert rewards[1] is not None
    assert rewards[0] > rewards[1]


def test_texts_are_rewarded_too_and_thoughts_are_left_out(server_url: str) -> None:
    function = reward_func(server_url, collection_slug=COLLECTION, scenario_slug=SCENARIO)
    prompt = OPENING["content"]
    thought = f"<think>Where does it hurt?</think>\n{GOOD['content']}"
    [rewards] = run(rewards_as_grpo_asks([function], [prompt, prompt], [GOOD["content"], thought]))
    assert rewards[0] == rewards[1]


def test_prompts_that_the_chat_template_wrote_are_taken_apart(server_url: str) -> None:
    function = reward_func(server_url, collection_slug=COLLECTION, scenario_slug=SCENARIO)
    said, answer = OPENING["content"], GOOD["content"]
    templated = f"<|im_start|>user\n{said}<|im_end|>\n<|im_start|>assistant\n"
    prompts = [said, templated, f"{templated}<think>\n"]
    [rewards] = run(rewards_as_grpo_asks([function], prompts, [answer, answer, f"Where?</think>\n\n{answer}"]))
    assert rewards[0] is not None
    assert rewards == [pytest.approx(rewards[0])] * 3


def test_dimensions_share_one_request(start_fake: StartFake) -> None:
    results: list[dict[str, Any]] = [
        {"reward": 1, "scores": {"D1": 1, "D2": None}},
        {"reward": None, "status": "unscored"},
    ]
    fake = start_fake(lambda _path, _body: (200, batch_answer(results)))
    functions = reward_funcs_per_dimension(["D1", "D2"], fake.url, collection_slug="c", scenario_slug="s")
    assert [function.__name__ for function in functions] == ["D1", "D2"]

    async def two_steps() -> list[list[list[float | None]]]:
        return [await rewards_as_grpo_asks(functions, ["p", "p"], ["x", "y"]) for _ in range(2)]

    for outputs in run(two_steps()):
        assert outputs == [[1.0, None], [None, None]]
    assert len(fake.requests) == 2


def test_completions_of_one_prompt_are_a_group(start_fake: StartFake) -> None:
    fake = start_fake(lambda _path, body: (200, batch_answer([{"reward": 0.5} for _ in body["items"]])))
    function = reward_func(fake.url, collection_slug="c", scenario_slug="s", reward_mode="group")
    run(rewards_as_grpo_asks([function], ["p", "q", "p"], ["x", "y", "z"]))
    [(path, body)] = fake.requests
    groups = [item["group_id"] for item in body["items"]]
    assert path == "/api/v1/batch/evaluate"
    assert body["reward_mode"] == "group"
    assert groups[0] == groups[2] != groups[1]


def test_an_outage_is_none_and_the_next_step_is_rewarded(start_fake: StartFake) -> None:
    is_away = True
    fake = start_fake(
        lambda _path, _body: problem(503, "overloaded") if is_away else (200, batch_answer([{"reward": 1}]))
    )
    settings = Settings(url=fake.url, retries=IMPATIENT)
    function = reward_func(settings=settings, collection_slug="c", scenario_slug="s")

    async def steps() -> None:
        nonlocal is_away
        assert await rewards_as_grpo_asks([function], ["p"], ["x"]) == [[None]]
        is_away = False
        assert await rewards_as_grpo_asks([function], ["p"], ["x"]) == [[1.0]]

    run(steps())
    is_away = True
    strict = reward_func(settings=settings, collection_slug="c", scenario_slug="s", on_outage="raise")
    with pytest.raises(FolkmootError, match="overloaded"):
        run(rewards_as_grpo_asks([strict], ["p"], ["x"]))


def test_a_run_that_is_set_up_wrongly_stops(server_url: str) -> None:
    slugs: dict[str, Any] = {"collection_slug": [COLLECTION] * 2, "scenario_slug": [SCENARIO, "nowhere"]}
    with pytest.raises(NotFoundError, match="nowhere"):
        run(rewards_as_grpo_asks([reward_func(server_url)], ["p", "p"], ["x", "x"], **slugs))
    with pytest.raises(NotFoundError, match="nowhere"):
        reward_sync(server_url)(["p", "p"], ["x", "x"], **slugs)
    with pytest.raises(ValueError, match="No scenario"):
        run(rewards_as_grpo_asks([reward_func(server_url)], ["p"], ["x"]))


def test_too_long_an_answer_is_left_out_and_never_stops_a_run(server_url: str) -> None:
    long = "x" * 10_001
    slugs: dict[str, Any] = {"collection_slug": COLLECTION, "scenario_slug": SCENARIO}
    function = reward_func(server_url, **slugs)
    [rewards] = run(rewards_as_grpo_asks([function], [OPENING["content"]] * 2, [long, GOOD["content"]]))
    assert rewards[0] is None
    assert rewards[1] is not None
    [rewards] = run(rewards_as_grpo_asks([function], [OPENING["content"]] * 2, [long, long]))
    assert rewards == [None, None]
    assert reward_sync(server_url, **slugs)([OPENING["content"]], [long]) == [None]
    # A prompt that is too long is not the policy's fault.
    with pytest.raises(FolkmootError, match=r"/messages/0/content"):
        run(rewards_as_grpo_asks([function], [long] * 2, [GOOD["content"], long]))


def test_a_call_that_json_cannot_write_stops_no_run(server_url: str) -> None:
    function = reward_func(server_url, collection_slug=COLLECTION, scenario_slug=SCENARIO)
    calls = [
        {"type": "function", "function": {"name": "disposition", "arguments": {"value": float("nan")}}},
        {"name": "disposition", "input": {"value": float("inf")}},
    ]
    [rewards] = run(rewards_as_grpo_asks([function], [[OPENING]], [[{**GOOD, "tool_calls": calls}]]))
    assert rewards[0] is not None


def test_reward_functions_cross_processes(server_url: str) -> None:
    functions = [
        reward_func(server_url, collection_slug=COLLECTION, scenario_slug=SCENARIO),
        *reward_funcs_per_dimension(
            ["D2_GoalProgress"], server_url, collection_slug=COLLECTION, scenario_slug=SCENARIO
        ),
        functools.partial(reward, options=RewardOptions(Settings(url=server_url), COLLECTION, SCENARIO)),
    ]
    copies = pickle.loads(pickle.dumps(functions))
    outputs = run(rewards_as_grpo_asks(copies, [[OPENING]], [[GOOD]]))
    assert outputs[0] == outputs[2]


def test_a_blocking_trainer_gets_a_blocking_function(server_url: str) -> None:
    function = reward_sync(server_url, collection_slug=COLLECTION, scenario_slug=SCENARIO)
    assert not inspect.iscoroutinefunction(function)
    rewards = function(
        prompts=[[OPENING]] * 2, completions=[[GOOD], [BAD]], completion_ids=[[1], [2]], trainer_state=None
    )
    assert rewards[0] is not None
    assert rewards[1] is not None
    assert rewards[0] > rewards[1]


def test_an_environment_plays_an_episode_by_tools(server_url: str) -> None:
    environment = environment_factory(server_url, collection_slug=COLLECTION)()
    assert environment.get_reward() is None
    begun = environment.reset(prompt=[{"role": "user", "content": "Begin."}], scenario_slug=SCENARIO, seed=3)
    assert "disposition" in begun
    assert environment.send_message("Where exactly does it hurt?")
    first = environment.get_reward()
    assert type(first) is float
    assert first > 0
    assert "refused" in environment.use_tool("disposition", {"value": "tea"})
    answer = environment.use_tool("disposition", {"value": "emergency"})
    assert "accepted" in answer
    assert "over" in environment.send_message("Goodbye.")


def test_only_the_environments_tools_are_public() -> None:
    functions = inspect.getmembers(EpisodeEnvironment, predicate=inspect.isfunction)
    tools = {name: function for name, function in functions if not name.startswith("_")}
    assert set(tools) == {"reset", "get_reward", "send_message", "use_tool"}
    for name in ("send_message", "use_tool"):
        hints = typing.get_type_hints(tools[name])
        documented = inspect.getdoc(tools[name]) or ""
        assert "Args:" in documented
        assert all(f"{argument}:" in documented for argument in hints if argument != "return")


def test_an_environment_without_a_server_has_no_reward() -> None:
    settings = Settings(url="http://127.0.0.1:9", retries=IMPATIENT)
    environment = environment_factory(settings=settings, collection_slug="c", scenario_slug="s")()
    environment.reset()
    assert "no conversation" in environment.send_message("Hello?")
    assert environment.get_reward() is None


def test_a_judge_names_the_better_one(server_url: str) -> None:
    judge = CompareJudge(COLLECTION, SCENARIO, server_url)
    prompts = [OPENING["content"]] * 2
    completions = [[GOOD["content"], BAD["content"]], [BAD["content"], GOOD["content"]]]
    assert judge.judge(prompts, completions, shuffle_order=False) == [0, 1]
    first, second = judge.judge(prompts, completions, return_scores=True)
    assert first > 0.5
    assert first + second == pytest.approx(1)


def test_a_judge_reads_conversations_as_trl_renders_them(server_url: str) -> None:
    judge = CompareJudge(COLLECTION, SCENARIO, server_url)

    def rendered(message: dict[str, str]) -> str:
        return f"{message['role'].capitalize()}: {message['content']}\n\n"

    plain = judge.judge([OPENING["content"]], [[GOOD["content"], BAD["content"]]], return_scores=True)
    assert judge.judge([rendered(OPENING)], [[rendered(GOOD), rendered(BAD)]], return_scores=True) == plain


def test_a_judge_says_where_it_cannot_say(server_url: str) -> None:
    judge = CompareJudge(COLLECTION, SCENARIO, server_url)
    long = "x" * 10_001
    assert judge.judge(["p"], [["x", long]]) == [-1]
    with pytest.raises(FolkmootError, match="10000"):
        judge.judge(["p"], [["x", long]], return_scores=True)
    with pytest.raises(NotFoundError, match="nowhere"):
        CompareJudge(COLLECTION, "nowhere", server_url).judge(["p"], [["x", "y"]])

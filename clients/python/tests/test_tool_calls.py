"""Decisions and documents in the text that a policy writes, from markup to the score."""

from __future__ import annotations

import json
from typing import Any

import pytest

from folkmoot import Client
from folkmoot.datasets import opening_messages
from folkmoot.episodes import AsyncEpisode, EpisodeTerms, Start, SyncEpisode, prompt_of_episode
from folkmoot.scenario_names import ScenarioName
from folkmoot.tool_calls import move_of

from .conftest import COLLECTION, SCENARIO, run

NOTE = {
    "summary": "Nine days of low back pain after lifting, pain in both legs, weak right foot. Urinary hesitancy and "
    "reduced sensation of passing urine since yesterday, saddle numbness. No fever or weight loss. Taking co-codamol.",
    "plan": "Suspected cauda equina compression. Emergency department now for same-day MRI and spinal opinion.",
}


def markup(name: str, arguments: object) -> str:
    call = json.dumps({"name": name, "arguments": arguments})
    return f"<tool_call>\n{call}\n</tool_call>"


# What the scenario's own file has an expert say.
EXPERT = [
    "Hello Lee. I'm sorry, that sounds really painful. How did it begin?",
    "Does the pain shoot down into your legs at all? And do your feet or legs feel weak or numb?",
    "I ask everybody with a bad back this one: has anything changed with passing urine or your bowels?",
    "Thank you for telling me, I know that isn't easy to say. Is there any numbness around your bottom or between "
    "your legs?",
    "Which painkillers have you been taking? Any fever, or weight loss you can't explain?",
    "Has your back been like this before, or have you had other medical problems? And what worries you most about it?",
    "I don't think this is your tablets, Lee. The nerves to your bladder may be getting squashed, and that needs a "
    "scan today in the emergency department, so I'm sending you there now. If your legs get weaker or you can't pass "
    "any water on the way, call 999.\n"
    + markup("note", NOTE)
    + markup("disposition", json.dumps({"value": "emergency"})),
]
START = Start(ScenarioName(COLLECTION, SCENARIO), seed=7)


def test_an_expert_who_writes_markup_has_the_experts_score(server_url: str) -> None:
    terms = EpisodeTerms.of(server_url, dimensions=["D3_Decision", "D5_Documentation"])
    episode = SyncEpisode(terms)
    episode.begin(START)
    steps = [episode.play(move) for move in EXPERT]
    assert [step.is_over for step in steps] == [False] * 6 + [True]
    assert steps[-1].score >= 0.95
    assert steps[-1].dimensions == {"D3_Decision": 1.0, "D5_Documentation": 1.0}
    assert steps[-1].observation.startswith("[note: accepted]\n[disposition: accepted]\n")

    async def play() -> float:
        awaited = AsyncEpisode(terms)
        await awaited.begin(START)
        return [await awaited.play(move) for move in EXPERT][-1].score

    assert run(play()) == steps[-1].score


def test_a_call_that_the_tool_refuses_is_told_to_the_policy(server_url: str) -> None:
    episode = SyncEpisode(EpisodeTerms.of(server_url))
    episode.begin(START)
    step = episode.play(f"Go home. {markup('disposition', {'value': 'tea'})}")
    assert not step.is_over
    assert step.observation.startswith("[disposition: refused: ")
    episode.close()


@pytest.mark.parametrize(
    ("text", "content", "calls"),
    [
        ("Hello.", "Hello.", None),
        (f"<think>{markup('a', {})}</think>Hello.", "Hello.", None),
        (f"One.\n{markup('a', {'b': 1})}\nTwo.", "One.\n\nTwo.", [("a", {"b": 1})]),
        (markup("a", '{"b": "</think>"}') + markup("c", None), "", [("a", {"b": "</think>"}), ("c", {})]),
        (f"Or {markup('a', {})}?\n</think>\n\nHello. {markup('b', {})}", "Hello.", [("b", {})]),
        (f"<think>{markup('a', {})}</think>{markup('b', {'c': '<think>'})}", "", [("b", {"c": "<think>"})]),
        ('<tool_call>{"name": "a"}', "", [("a", {})]),
        (f"<tool_call> well, {markup('a', {})}", "<tool_call> well,", [("a", {})]),
    ],
)
def test_calls_are_read_out_of_the_text(text: str, content: str, calls: list[tuple[str, Any]] | None) -> None:
    move = move_of(text)
    assert move["content"] == content
    found = move.get("tool_calls")
    assert found == (None if calls is None else [{"name": name, "input": given} for name, given in calls])


@pytest.mark.parametrize(
    "body",
    [
        "not JSON",
        "[1]",
        '{"arguments": {}}',
        '{"name": 5, "arguments": {}}',
        '{"name": "", "arguments": {}}',
        '{"name": "a", "arguments": [1]}',
        '{"name": "a", "arguments": "b"}',
        '{"name": "a", "arguments": {"b": NaN}}',
        '{"name": "a", "arguments": {"b": 1e999}}',
        '{"name": "a", "arguments": ' + "[" * 100_000,
    ],
)
def test_markup_that_is_no_call_stays_text(body: str) -> None:
    text = f"<tool_call>{body}</tool_call>"
    assert move_of(text) == {"role": "assistant", "content": text}


def test_the_policy_is_told_of_its_tools_before_the_opening(server_url: str, client: Client) -> None:
    created = SyncEpisode(EpisodeTerms.of(server_url)).begin(START)
    assert created is not None
    system, said = prompt_of_episode([], created)
    assert system["content"].startswith(created.policy_brief)
    assert '<tool_call>{"name": …, "arguments": {…}}</tool_call>' in system["content"]
    assert "- disposition: How soon Lee is seen" in system["content"]
    assert '{"value": {"enum": ["emergency", "urgent", "routine", "self_care"]}}' in system["content"]
    assert said["content"] == created.observation.content
    own, said = prompt_of_episode([{"role": "system", "content": "Ask."}], created)
    assert own["content"] == "Ask."
    assert said["content"].endswith(f"\n\nThe conversation begins:\n{created.observation.content}")
    assert "- disposition: " in said["content"]
    scenario = client.scenario(COLLECTION, SCENARIO)
    assert opening_messages(scenario, with_tools=True)[0] == system
    assert opening_messages(scenario)[0]["content"] == scenario.policy_brief

from __future__ import annotations

from typing import Any

from folkmoot import Client
from folkmoot.datasets import opening_messages, to_dpo, to_kto, to_reward_model
from folkmoot.models import PairAnswer

from .conftest import BAD, COLLECTION, GOOD, OPENING, SCENARIO

PROMPT = {"role": "user", "content": "Q"}
A, B = {"role": "assistant", "content": "A"}, {"role": "assistant", "content": "B"}


def pair(a: list[Any], b: list[Any]) -> dict[str, Any]:
    return {"response_a": {"messages": a}, "response_b": {"messages": b}}


def decided(winner: str | None, **more: Any) -> PairAnswer:
    return PairAnswer(status="ok", winner=winner, **more)


def test_rows_are_as_trl_reads_them() -> None:
    pairs, results = [pair([PROMPT, A], [PROMPT, B])], [decided("b", margin=0.35, signed_margin=-0.35)]
    assert to_dpo(pairs, results) == [{"prompt": [PROMPT], "chosen": [B], "rejected": [A]}]
    assert to_reward_model(pairs, results) == [{"chosen": [PROMPT, B], "rejected": [PROMPT, A], "margin": 0.35}]
    assert to_kto(pairs, results) == [
        {"prompt": [PROMPT], "completion": [B], "label": True},
        {"prompt": [PROMPT], "completion": [A], "label": False},
    ]


def test_what_is_not_decided_makes_no_row() -> None:
    both = pair([PROMPT, A], [PROMPT, B])
    results = [decided("tie"), decided(None), decided("a", confidence=0.6), decided("a"), decided("a", confidence=0.9)]
    assert len(to_dpo([both] * 5, results, confidence_min=0.8)) == 2
    assert to_dpo([pair([PROMPT, A], [PROMPT, A]), pair([PROMPT], [PROMPT, B])], [decided("a")] * 2) == []


def test_all_rows_have_a_margin_or_none_has() -> None:
    pairs, results = [pair([PROMPT, A], [PROMPT, B])] * 2, [decided("a", margin=0.1), decided("a")]
    assert [row["margin"] for row in to_reward_model(pairs, results)] == [0.1]
    assert ["margin" in row for row in to_reward_model(pairs, results, with_margin=False)] == [False, False]


def test_the_prompt_is_what_both_share_and_roles_go_by_turns() -> None:
    long = [{"content": "Q"}, {"content": "A"}, {"content": "Q2"}]
    [row] = to_dpo([pair([*long, {"content": "x"}], [*long, {"content": "y"}])], [decided("a")])
    assert [message["role"] for message in row["prompt"]] == ["user", "assistant", "user"]
    assert row["chosen"] == [{"role": "assistant", "content": "x"}]


def test_a_running_server_makes_rows(client: Client) -> None:
    pairs = [
        {"collection_slug": COLLECTION, "scenario_slug": SCENARIO, **pair([OPENING, BAD], [OPENING, GOOD])},
    ]
    [row] = to_dpo(pairs, client.batch_compare(pairs).results)
    assert (row["chosen"], row["rejected"]) == ([GOOD], [BAD])
    opening = opening_messages(client.scenario(COLLECTION, SCENARIO))
    assert [message["role"] for message in opening] == ["system", "user"]
    assert all(message["content"] for message in opening)

"""Both clients against a running server."""

from __future__ import annotations

import io
from typing import Any

import pytest

from folkmoot import (
    AsyncClient,
    Client,
    EpisodeCompleteError,
    IdempotencyKeyReusedError,
    InvalidRequestError,
    NotFoundError,
    ProgressLine,
    Settings,
    TurnConflictError,
)

from .conftest import BAD, COLLECTION, GOOD, OPENING, SCENARIO, run


def item(answer: dict[str, str] = GOOD, **more: Any) -> dict[str, Any]:
    return {"collection_slug": COLLECTION, "scenario_slug": SCENARIO, "messages": [OPENING, answer], **more}


def pair(a: dict[str, str], b: dict[str, str]) -> dict[str, Any]:
    sides = {"response_a": {"messages": [OPENING, a]}, "response_b": {"messages": [OPENING, b]}}
    return {"collection_slug": COLLECTION, "scenario_slug": SCENARIO, **sides}


def test_collections_say_what_is_scored(client: Client) -> None:
    collection = next(found for found in client.collections() if found.slug == COLLECTION)
    assert client.collection(COLLECTION).dimensions == collection.dimensions
    assert SCENARIO in [scenario.slug for scenario in client.scenarios(COLLECTION)]
    scenario = client.scenario(COLLECTION, SCENARIO)
    assert scenario.opening
    assert scenario.policy_brief
    assert {dimension.key for dimension in collection.dimensions} == set(
        client.evaluate(COLLECTION, SCENARIO, [OPENING, GOOD]).scores
    )


def test_an_episode_is_played_read_forked_verified_and_ended(client: Client) -> None:
    episode = client.create_episode(COLLECTION, SCENARIO, seed=7, reward_mode="delta", max_turns=3)
    first = client.play_turn(episode.episode_id, "Where exactly does it hurt?", turn=1)
    assert (first.turn, first.episode_complete) == (1, False)
    assert first.reward is not None
    assert first.reward > 0

    forks = client.fork_episode(episode.episode_id, at_turn=0, n=2).episodes
    assert [fork.turn for fork in forks] == [0, 0]
    again = client.play_turn(forks[0].episode_id, "Where exactly does it hurt?", turn=1)
    assert (again.observation, again.state_hash) == (first.observation, first.state_hash)

    assert client.verify_episode(episode.episode_id).verified
    with pytest.raises(TurnConflictError) as conflict:
        client.play_turn(episode.episode_id, "Something else.", turn=1)
    assert conflict.value.problem["expected_turn"] == 2
    assert client.end_episode(episode.episode_id).episode_complete
    assert client.read_episode(episode.episode_id).terminal_reason == "client_terminated"
    with pytest.raises(EpisodeCompleteError):
        client.play_turn(episode.episode_id, "Hello?", turn=2)


def test_a_tool_call_is_a_move(client: Client) -> None:
    episode = client.create_episode(COLLECTION, SCENARIO)
    call = {"name": "disposition", "input": {"value": "emergency"}}
    answer = client.play_turn(episode.episode_id, [{"role": "assistant", "content": None, "tool_calls": [call]}])
    assert [result["accepted"] for result in answer.tool_results] == [True]
    assert answer.episode_complete


def test_a_better_answer_has_the_higher_reward(client: Client) -> None:
    better = client.evaluate(COLLECTION, SCENARIO, [OPENING, GOOD])
    worse = client.evaluate(COLLECTION, SCENARIO, [OPENING, BAD])
    assert better.source is not None
    assert better.source.kind == "rubric"
    assert better.reward is not None
    assert worse.reward is not None
    assert better.reward > worse.reward
    compared = client.compare(COLLECTION, SCENARIO, [OPENING, BAD], [OPENING, GOOD])
    assert compared.winner == "b"
    assert compared.p_a is not None
    assert compared.p_a < 0.5


def test_one_bad_item_does_not_fail_the_others(client: Client) -> None:
    answer = client.batch_evaluate([item(), {**item(), "scenario_slug": "nowhere"}, item(BAD)])
    assert [result.status for result in answer.results] == ["ok", "error", "ok"]
    assert answer.rewards[1] is None
    failure = answer.results[1].failure
    assert failure is not None
    assert (failure.class_, failure.retryable) == ("not_found", False)


@pytest.mark.parametrize("batch_items_max", [1024, 2])
def test_a_batch_cut_into_parts_answers_as_one(server_url: str, batch_items_max: int) -> None:
    groups = ["g", "h", "g", "h", "i"]
    items = [item(answer, group_id=group) for answer, group in zip([GOOD, BAD, BAD, GOOD, BAD], groups, strict=True)]
    items[4]["id"] = "mine"
    reports: list[tuple[int, int]] = []
    with Client(settings=Settings(url=server_url, batch_items_max=batch_items_max)) as client:
        answer = client.batch_evaluate(items, reward_mode="group", progress=lambda *each: reports.append(each))
    assert [result.id for result in answer.results] == ["0", "1", "2", "3", "mine"]
    assert reports[-1] == (5, 5)
    assert len(answer.request_ids) == (1 if batch_items_max == 1024 else 3)
    assert answer.summary["ok"] == 5
    first, third = answer.rewards[0], answer.rewards[2]
    assert first is not None
    assert third is not None
    assert first + third == pytest.approx(1)
    assert first > 0.5
    own = [result.absolute_reward for result in answer.results]
    assert answer.summary["mean_reward"] == pytest.approx(sum(value or 0 for value in own) / 5)


def test_pairs_are_compared_in_parts_too(server_url: str) -> None:
    stream = io.StringIO()
    with Client(settings=Settings(url=server_url, batch_items_max=1)) as client:
        answer = client.batch_compare([pair(GOOD, BAD), pair(BAD, GOOD)], progress=ProgressLine("compared", stream))
    assert [result.winner for result in answer.results] == ["a", "b"]
    assert answer.results[0].signed_margin == -(answer.results[1].signed_margin or 0)
    assert stream.getvalue().splitlines()[-1].startswith("compared  2/2  100%")


def test_an_empty_batch_needs_no_server() -> None:
    with Client("http://127.0.0.1:9") as client:
        assert client.batch_evaluate([]).results == []


def test_the_same_key_is_the_same_answer(client: Client) -> None:
    first = client.evaluate(COLLECTION, SCENARIO, [OPENING, GOOD], idempotency_key="once")
    again = client.evaluate(COLLECTION, SCENARIO, [OPENING, GOOD], idempotency_key="once")
    assert first.evaluation_id == again.evaluation_id
    with pytest.raises(IdempotencyKeyReusedError):
        client.evaluate(COLLECTION, SCENARIO, [OPENING, BAD], idempotency_key="once")


def test_errors_say_which_field(client: Client) -> None:
    with pytest.raises(InvalidRequestError) as refused:
        client.evaluate(COLLECTION, SCENARIO, [])
    assert refused.value.status == 400
    assert refused.value.request_id.startswith("req_")
    assert [error.pointer for error in refused.value.errors] == ["/messages"]
    with pytest.raises(NotFoundError, match="nowhere"):
        client.collection("nowhere")
    with pytest.raises(NotFoundError):
        client.comparison("cmp_none")


def test_nobody_is_there_to_vote(client: Client) -> None:
    assert client.pool().online == 0


def test_the_asynchronous_client_answers_alike(server_url: str, client: Client) -> None:
    async def ask() -> None:
        async with AsyncClient(settings=Settings(url=server_url, batch_items_max=2)) as asked:
            episode = await asked.create_episode(COLLECTION, SCENARIO)
            turn = await asked.play_turn(episode.episode_id, "Where exactly does it hurt?", turn=1)
            assert turn.turn == 1
            answer = await asked.batch_evaluate([item(), item(BAD), item(), item(BAD), item()])
            assert answer.rewards == client.batch_evaluate([item(), item(BAD), item(), item(BAD), item()]).rewards
            assert len(answer.request_ids) == 3
            compared = await asked.compare(COLLECTION, SCENARIO, [OPENING, GOOD], [OPENING, BAD])
            assert compared.winner == "a"
            with pytest.raises(NotFoundError):
                await asked.scenario(COLLECTION, "nowhere")

    run(ask())

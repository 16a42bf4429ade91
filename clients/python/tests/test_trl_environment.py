"""TRL's environment at its edges: silence, dimensions, a model's mistakes, episodes that are lost."""

from __future__ import annotations

import typing
from typing import Any

import pytest

from folkmoot import Client, InvalidRequestError
from folkmoot.trl import environment_factory, episode_dimensions

from .conftest import COLLECTION, SCENARIO, StartFake, problem


def episode_answer() -> dict[str, Any]:
    """A `POST /episodes` answer as the server words it."""
    opening = {"role": "assistant", "content": "Morning."}
    return {
        "request_id": "req_1",
        "episode_id": "ep_1",
        "seed": 1,
        "turn": 0,
        "initial_observation": opening,
        "observation": opening,
        "tools": [],
        "policy_brief": "Take the history.",
        "episode_complete": False,
        "state_hash": "0",
        "expires_at": "2030-01-01T00:00:00.000Z",
    }


def turn_answer(reward: float) -> dict[str, Any]:
    """A `POST /episodes/{id}/turns` answer as the server words it."""
    return {
        "request_id": "req_2",
        "episode_id": "ep_1",
        "turn": 1,
        "observation": {"role": "assistant", "content": "There."},
        "reward": reward,
        "cumulative_reward": reward,
        "scores": {"D1_InformationGathering": reward},
        "episode_complete": False,
        "state_hash": "1",
    }


def test_a_group_may_be_a_number_as_columns_hold_it(server_url: str) -> None:
    reset = environment_factory(server_url, collection_slug=COLLECTION, scenario_slug=SCENARIO)().reset
    assert reset(group_id=20_341) == reset(group_id="20341")


def test_an_episode_without_a_word_is_scored_as_silence(server_url: str, client: Client) -> None:
    environment = environment_factory(server_url, collection_slug=COLLECTION)()
    environment.reset(scenario_slug=SCENARIO)
    assert environment.get_reward() == 0.0
    assert environment.get_reward() == 0.0
    assert environment.episode_id is not None
    episode = client.read_episode(environment.episode_id)
    assert episode.turn == 1
    assert [move["content"] for move in episode.transcript if move["speaker"] == "policy"] == [""]


def test_dimensions_are_read_from_the_environments(server_url: str) -> None:
    make = environment_factory(server_url, collection_slug=COLLECTION)
    asked, left_out = make(), make()
    asked.reset(scenario_slug=SCENARIO)
    asked.send_message("I'm sorry to hear that. Where exactly does it hurt?")
    functions = episode_dimensions(["D1_InformationGathering", "D4_Communication"])
    logged: list[tuple[str, float]] = []
    answers = [
        each(prompts=[], completions=[], environments=[asked, left_out], log_metric=lambda *pair: logged.append(pair))
        for each in functions
    ]
    assert [each.__name__ for each in functions] == ["D1_InformationGathering", "D4_Communication"]
    assert answers[0] == [asked.scores["D1_InformationGathering"], None]
    assert answers[0][0] is not None
    assert answers[0][0] > 0
    assert logged == [("folkmoot_episodes/scored_share", 0.5)]
    with pytest.raises(ValueError, match="different names"):
        episode_dimensions(["D1_InformationGathering"] * 2)


def test_what_the_model_got_wrong_is_told_to_it(server_url: str) -> None:
    environment = environment_factory(server_url, collection_slug=COLLECTION)()
    environment.reset(scenario_slug=SCENARIO)
    environment.send_message("Where exactly does it hurt?")
    reward = environment.get_reward()
    with pytest.raises(InvalidRequestError):
        environment.send_message(typing.cast(str, 5))
    assert environment.get_reward() == reward


def test_an_episode_that_the_server_has_lost_has_no_reward(start_fake: StartFake) -> None:
    answers = [
        (201, episode_answer()),
        (200, turn_answer(reward=0.4)),
        problem(404, "not_found"),
    ]
    fake = start_fake(lambda _path, _body: answers.pop(0))
    environment = environment_factory(fake.url, collection_slug=COLLECTION)()
    begun = environment.reset(prompt=[{"role": "user", "content": "Begin."}], scenario_slug=SCENARIO)
    assert begun.startswith("\n\n")
    environment.send_message("Where does it hurt?")
    assert environment.get_reward() == 0.4
    assert "no conversation" in environment.send_message("Since when?")
    assert environment.get_reward() is None
    assert environment.scores == {}

"""The contract with verl: called by keyword, as the naive and the batch reward managers do."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from folkmoot import NotFoundError, Retries, Settings, UnscoredError
from folkmoot.verl import compute_score, compute_scores

from .conftest import BAD, COLLECTION, GOOD, OPENING, SCENARIO, StartFake, batch_answer, run

AWAY = Settings(url="http://127.0.0.1:9", retries=Retries(attempts_max=1))


class Array:
    """As much of a NumPy array as Parquet rows hold."""

    def tolist(self) -> list[dict[str, str]]:
        return [OPENING]


def call(answer: dict[str, str], **more: Any) -> dict[str, float]:
    arguments: dict[str, Any] = {
        "data_source": f"{COLLECTION}/{SCENARIO}",
        "solution_str": answer["content"],
        "ground_truth": "72",
        "extra_info": {"messages": [OPENING], "num_turns": None, "rollout_reward_scores": {}},
        "reward_router_address": None,
    }
    return run(compute_score(**{**arguments, **more}))


def test_scores_have_the_same_float_keys(server_url: str) -> None:
    assert inspect.iscoroutinefunction(compute_score)
    good, bad = (call(answer, url=server_url, dimensions=["D1_InformationGathering", "D9"]) for answer in (GOOD, BAD))
    assert list(good) == list(bad) == ["score", "D1_InformationGathering", "D9", "scored"]
    assert all(type(value) is float for value in good.values())
    assert good["score"] > bad["score"]
    assert good["scored"] == 1.0


@pytest.mark.parametrize(
    "named",
    [
        {"ground_truth": {"collection_slug": COLLECTION, "scenario_slug": SCENARIO}, "data_source": "x"},
        {
            "extra_info": {"messages": Array(), "collection_slug": COLLECTION, "scenario_slug": SCENARIO},
            "data_source": "x",
        },
        {"collection_slug": COLLECTION, "scenario_slug": SCENARIO, "data_source": "x"},
    ],
)
def test_the_scenario_is_named_by_any_of_them(server_url: str, named: dict[str, Any]) -> None:
    assert call(GOOD, url=server_url, **named) == call(GOOD, url=server_url)


def test_a_row_without_its_prompt_is_refused(server_url: str) -> None:
    with pytest.raises(ValueError, match="messages"):
        call(GOOD, url=server_url, extra_info={})


def test_without_a_reward_only_a_chosen_filler_helps(start_fake: StartFake) -> None:
    fake = start_fake(lambda _path, _body: (200, batch_answer([{"reward": None, "status": "unscored"}])))
    for server in ({"url": fake.url}, {"settings": AWAY}):
        with pytest.raises(UnscoredError):
            call(GOOD, **server)
        assert call(GOOD, filler=0, dimensions=["D1"], **server) == {"score": 0.0, "D1": 0.0, "scored": 0.0}


def test_no_filler_stands_for_a_scenario_that_does_not_exist(server_url: str) -> None:
    with pytest.raises(NotFoundError, match="lower-back-pian"):
        call(GOOD, url=server_url, filler=0, data_source=f"{COLLECTION}/lower-back-pian")
    rows: dict[str, Any] = {
        "data_sources": [f"{COLLECTION}/{SCENARIO}", f"{COLLECTION}/lower-back-pian"],
        "solution_strs": ["x", "y"],
        "ground_truths": ["", ""],
        "extra_infos": [{"messages": [OPENING]}] * 2,
    }
    with pytest.raises(NotFoundError, match="lower-back-pian"):
        compute_scores(**rows, url=server_url, filler=0.5)


def test_many_are_one_request(start_fake: StartFake) -> None:
    fake = start_fake(lambda _path, body: (200, batch_answer([{"reward": 1}, {"reward": None}])))
    words = {"data_sources": ["c/s"] * 2, "solution_strs": ["x", "y"], "ground_truths": ["", ""]}
    rows = {**words, "extra_infos": [{"messages": "p"}] * 2}
    scores = compute_scores(**rows, url=fake.url, filler=0.5)  # type: ignore[arg-type]
    assert [score["score"] for score in scores] == [1.0, 0.5]
    assert [score["scored"] for score in scores] == [1.0, 0.0]
    assert len(fake.requests) == 1

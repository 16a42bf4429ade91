"""Episodes at their edges: moves that are none, and episodes that end or vanish on the server."""

from __future__ import annotations

import logging

import pytest

from folkmoot import Client, UnauthenticatedError, UnscoredError
from folkmoot.episode_steps import Step
from folkmoot.episodes import AsyncEpisode, EpisodeTerms, Start, SyncEpisode
from folkmoot.scenario_names import ScenarioName

from .conftest import COLLECTION, SCENARIO, StartFake, problem, run
from .test_trl_environment import episode_answer

START = Start(ScenarioName(COLLECTION, SCENARIO), seed=3)
LONG = "Where does it hurt? " * 800


def played(terms: EpisodeTerms, moves: list[str], *, is_async: bool) -> tuple[list[Step], str]:
    """The steps of the moves, and the episode's id; it is closed then."""

    async def play() -> tuple[list[Step], str]:
        episode = AsyncEpisode(terms)
        created = await episode.begin(START)
        assert created is not None
        steps = [await episode.play(move) for move in moves]
        await episode.close()
        return steps, created.episode_id

    if is_async:
        return run(play())
    episode = SyncEpisode(terms)
    created = episode.begin(START)
    assert created is not None
    steps = [episode.play(move) for move in moves]
    episode.close()
    return steps, created.episode_id


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("long", [LONG, '<tool_call>{"name": "note"}</tool_call>' * 65])
def test_a_move_that_the_server_refuses_is_silence_and_ends_the_episode(
    server_url: str, client: Client, caplog: pytest.LogCaptureFixture, is_async: bool, long: str
) -> None:
    with caplog.at_level(logging.WARNING, "folkmoot"):
        # No filler is needed: the score is the server's.
        steps, episode_id = played(EpisodeTerms.of(server_url), ["Where does it hurt?", long], is_async=is_async)
    assert [step.is_over for step in steps] == [False, True]
    assert all(step.is_scored for step in steps)
    assert steps[0].score > 0
    assert sum(step.change for step in steps) == pytest.approx(steps[-1].score)
    assert "silence stands for it" in caplog.text
    episode = client.read_episode(episode_id)
    assert [each["content"] for each in episode.transcript if each["speaker"] == "policy"] == [
        "Where does it hurt?",
        "",
    ]
    assert episode.episode_complete


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "not_found"), (409, "episode_complete"), (409, "version_conflict"), (410, "episode_expired")],
)
def test_an_episode_that_is_lost_ends_with_the_filler(
    start_fake: StartFake, is_async: bool, status: int, code: str
) -> None:
    fake = start_fake(lambda path, _: problem(status, code) if path.endswith("/turns") else (201, episode_answer()))
    [step], _ = played(EpisodeTerms.of(fake.url, filler=0.25), ["Hello."], is_async=is_async)
    assert (step.is_over, step.is_scored, step.change, step.observation) == (True, False, 0.25, "")
    with pytest.raises(UnscoredError, match=code):
        played(EpisodeTerms.of(fake.url), ["Hello."], is_async=is_async)


def test_a_key_that_is_wrong_is_raised_whatever_the_filler(start_fake: StartFake) -> None:
    refused = problem(401, "unauthenticated")
    fake = start_fake(lambda path, _: refused if path.endswith("/turns") else (201, episode_answer()))
    with pytest.raises(UnauthenticatedError):
        played(EpisodeTerms.of(fake.url, filler=0.0), ["Hello."], is_async=False)

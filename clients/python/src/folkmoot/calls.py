"""The server's routes as data: what to send, and what the answer is. Both clients send these, each in its own way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from pydantic import BaseModel

from . import models

AnswerT = TypeVar("AnswerT", bound=models.Answer)
Json = Mapping[str, Any]
Message = Json | BaseModel
"""A message as a mapping, or as the object that openai, litellm and verifiers have it in."""
Messages = Sequence[Message]


@dataclass(frozen=True)
class Call(Generic[AnswerT]):
    """One request to come. `latency_budget_ms` is there for scoring only; `body` holds it too."""

    method: str
    path: str
    answer: type[AnswerT]
    body: Json | None = None
    latency_budget_ms: int | None = None
    idempotency_key: str | None = None


def _without_none(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}


def _part(name: str) -> str:
    return quote(name, safe="", errors="replace")


def as_messages(content: str | Message | Messages) -> list[Message]:
    """The policy's move as messages: a text is one message of the assistant."""
    if isinstance(content, str):
        return [{"role": "assistant", "content": content}]
    return [content] if isinstance(content, (Mapping, BaseModel)) else list(content)


def create_episode(
    collection_slug: str,
    scenario_slug: str,
    *,
    score_turns: bool | None,
    seed: int | None,
    group_id: str | None,
    observation_role: str | None,
    reward_mode: str | None,
    max_turns: int | None,
    idempotency_key: str | None,
) -> Call[models.CreatedEpisode]:
    """`POST /episodes`."""
    body = _without_none(
        collection_slug=collection_slug,
        scenario_slug=scenario_slug,
        score_turns=score_turns,
        seed=seed,
        group_id=group_id,
        observation_role=observation_role,
        reward_mode=reward_mode,
        config=None if max_turns is None else {"max_turns": max_turns},
    )
    return Call("POST", "/api/v1/episodes", models.CreatedEpisode, body, idempotency_key=idempotency_key)


def play_turn(
    episode_id: str,
    content: str | Message | Messages,
    *,
    turn: int | None,
    reward_config: Json | None,
    idempotency_key: str | None,
) -> Call[models.TurnAnswer]:
    """`POST /episodes/{id}/turns`."""
    body = _without_none(messages=as_messages(content), turn=turn, reward_config=reward_config)
    path = f"/api/v1/episodes/{_part(episode_id)}/turns"
    return Call("POST", path, models.TurnAnswer, body, idempotency_key=idempotency_key)


def read_episode(episode_id: str) -> Call[models.Episode]:
    """`GET /episodes/{id}`."""
    return Call("GET", f"/api/v1/episodes/{_part(episode_id)}", models.Episode)


def end_episode(episode_id: str) -> Call[models.Episode]:
    """`DELETE /episodes/{id}`."""
    return Call("DELETE", f"/api/v1/episodes/{_part(episode_id)}", models.Episode)


def fork_episode(
    episode_id: str, at_turn: int, n: int | None, idempotency_key: str | None
) -> Call[models.ForkedEpisodes]:
    """`POST /episodes/{id}/fork`."""
    path = f"/api/v1/episodes/{_part(episode_id)}/fork"
    return Call(
        "POST", path, models.ForkedEpisodes, _without_none(at_turn=at_turn, n=n), idempotency_key=idempotency_key
    )


def verify_episode(episode_id: str) -> Call[models.EpisodeVerification]:
    """`POST /episodes/{id}/verify`."""
    return Call("POST", f"/api/v1/episodes/{_part(episode_id)}/verify", models.EpisodeVerification, {})


def evaluate(
    collection_slug: str,
    scenario_slug: str,
    messages: Messages,
    *,
    reward_config: Json | None,
    reference: str | None,
    human: Json | None,
    normalization_key: str | None,
    normalization_windows: Sequence[str] | None,
    latency_budget_ms: int,
    idempotency_key: str | None,
) -> Call[models.Evaluation]:
    """`POST /evaluate`."""
    body = _without_none(
        collection_slug=collection_slug,
        scenario_slug=scenario_slug,
        messages=list(messages),
        reward_config=reward_config,
        reference=reference,
        human=human,
        normalization_key=normalization_key,
        normalization_windows=None if normalization_windows is None else list(normalization_windows),
        latency_budget_ms=latency_budget_ms,
    )
    return Call("POST", "/api/v1/evaluate", models.Evaluation, body, latency_budget_ms, idempotency_key)


def batch_evaluate(
    items: Sequence[Json],
    *,
    reward_mode: str | None,
    human: Json | None,
    latency_budget_ms: int,
    idempotency_key: str | None,
) -> Call[models.BatchEvaluation]:
    """`POST /batch/evaluate`, of no more items than the server takes."""
    body = _without_none(items=list(items), reward_mode=reward_mode, human=human, latency_budget_ms=latency_budget_ms)
    return Call("POST", "/api/v1/batch/evaluate", models.BatchEvaluation, body, latency_budget_ms, idempotency_key)


def compare(
    collection_slug: str,
    scenario_slug: str,
    messages_a: Messages,
    messages_b: Messages,
    *,
    reference: str | None,
    human: Json | None,
    latency_budget_ms: int,
    idempotency_key: str | None,
) -> Call[models.Comparison]:
    """`POST /compare`."""
    body = _without_none(
        collection_slug=collection_slug,
        scenario_slug=scenario_slug,
        response_a={"messages": list(messages_a)},
        response_b={"messages": list(messages_b)},
        reference=reference,
        human=human,
        latency_budget_ms=latency_budget_ms,
    )
    return Call("POST", "/api/v1/compare", models.Comparison, body, latency_budget_ms, idempotency_key)


def batch_compare(
    pairs: Sequence[Json], *, human: Json | None, latency_budget_ms: int, idempotency_key: str | None
) -> Call[models.BatchComparison]:
    """`POST /batch/compare`, of no more pairs than the server takes."""
    body = _without_none(pairs=list(pairs), human=human, latency_budget_ms=latency_budget_ms)
    return Call("POST", "/api/v1/batch/compare", models.BatchComparison, body, latency_budget_ms, idempotency_key)


def comparison(comparison_id: str, revision: int | None) -> Call[models.Comparison]:
    """`GET /comparisons/{id}`."""
    query = "" if revision is None else f"?revision={revision}"
    return Call("GET", f"/api/v1/comparisons/{_part(comparison_id)}{query}", models.Comparison)


def collections() -> Call[models.CollectionList]:
    """`GET /collections`."""
    return Call("GET", "/api/v1/collections", models.CollectionList)


def collection(collection_slug: str) -> Call[models.Collection]:
    """`GET /collections/{slug}`."""
    return Call("GET", f"/api/v1/collections/{_part(collection_slug)}", models.Collection)


def scenarios(collection_slug: str) -> Call[models.ScenarioList]:
    """`GET /collections/{slug}/scenarios`."""
    return Call("GET", f"/api/v1/collections/{_part(collection_slug)}/scenarios", models.ScenarioList)


def scenario(collection_slug: str, scenario_slug: str) -> Call[models.Scenario]:
    """`GET /collections/{slug}/scenarios/{slug}`."""
    path = f"/api/v1/collections/{_part(collection_slug)}/scenarios/{_part(scenario_slug)}"
    return Call("GET", path, models.Scenario)


def pool() -> Call[models.Pool]:
    """`GET /pool`."""
    return Call("GET", "/api/v1/pool", models.Pool)

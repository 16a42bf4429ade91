"""Episodes, and the scenarios that they play."""

from __future__ import annotations

from typing import Any

from pydantic import Field, StrictBool

from .answer import Answer


class Observation(Answer):
    """What the persona says."""

    role: str
    content: str


class Tool(Answer):
    """A decision or an artifact that the policy may hand in."""

    id: str
    type: str
    name: str
    mode: str
    description: str
    json_schema: dict[str, Any] | None = None
    options: list[str] | None = None


class CreatedEpisode(Answer):
    """An episode that has just begun: the persona's opening, the policy's brief and tools."""

    request_id: str
    episode_id: str
    seed: int
    group_id: str | None = None
    turn: int
    initial_observation: Observation
    observation: Observation
    tools: list[Tool]
    policy_brief: str
    episode_complete: StrictBool
    state_hash: str
    expires_at: str


class TurnAnswer(Answer):
    """The persona's answer to a move. `reward` is as the episode's `reward_mode` says; `None` where unscored."""

    request_id: str
    episode_id: str
    turn: int
    observation: Observation
    reward: float | None
    reward_delta: float | None = None
    cumulative_reward: float | None = None
    unscored_reason: str | None = None
    scores: dict[str, float | None] = Field(default_factory=dict)
    score_breakdown: dict[str, Any] | None = None
    tool_results: list[dict[str, Any]] = Field(default_factory=list)
    episode_complete: StrictBool
    terminal_reason: str | None = None
    outcome: str | None = None
    state_hash: str


class Episode(Answer):
    """An episode as it stands, with its transcript."""

    request_id: str | None = None
    episode_id: str
    collection_slug: str
    scenario_slug: str
    seed: int
    group_id: str | None = None
    parent_episode_id: str | None = None
    turn: int
    max_turns: int
    reward_mode: str
    episode_complete: StrictBool
    terminal_reason: str | None = None
    outcome: str | None = None
    transcript: list[dict[str, Any]]
    last_answer: TurnAnswer | None = None
    state_hash: str
    created_at: str
    expires_at: str


class ForkedEpisodes(Answer):
    """Open episodes with the same past."""

    request_id: str
    episodes: list[Episode]


class EpisodeVerification(Answer):
    """Whether an episode, folded again from its moves, comes to the states that were stored."""

    request_id: str
    episode_id: str
    verified: bool
    turns: int
    state_hash: str
    first_different_turn: int | None = None


class Dimension(Answer):
    """A quality that a collection scores."""

    key: str
    title: str
    description: str


class Collection(Answer):
    """A set of scenarios and the dimensions that they are scored in."""

    slug: str
    title: str
    description: str
    language: str
    dimensions: list[Dimension]
    scenario_count: int


class CollectionList(Answer):
    """All collections."""

    request_id: str
    collections: list[Collection]


class ScenarioSummary(Answer):
    """A scenario in its collection's list."""

    collection_slug: str
    slug: str
    version: int
    title: str
    difficulty: float
    tags: list[str]
    language: str
    split: str
    max_turns: int


class ScenarioList(Answer):
    """The scenarios of a collection."""

    request_id: str
    scenarios: list[ScenarioSummary]


class Scenario(ScenarioSummary):
    """The public half of a scenario."""

    request_id: str
    policy_brief: str
    opening: list[str]
    tools: list[Tool]

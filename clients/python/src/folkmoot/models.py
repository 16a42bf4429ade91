"""The server's answers. Members that this version does not know are kept, so that a newer server does not break it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool


class Answer(BaseModel):
    """What all answers share: unknown members are kept, reachable as attributes and in `model_extra`.

    Words that are one of a set (`status`, `winner`) are plain `str`, since a newer server may have further ones.
    """

    model_config = ConfigDict(extra="allow", frozen=True)


class Source(Answer):
    """Who answered. `kind`: people, blend, reward_model, judge, learned or rubric."""

    kind: str
    id: str
    revision: str | None = None
    degraded: bool = False
    reason: str | None = None


class Failure(Answer):
    """Why there is no reward. `class_` is the wire's `class`."""

    class_: str = Field(alias="class")
    detail: str
    retryable: bool


class Versions(Answer):
    """What the answer was made with: the same input and versions give the same reward."""

    scenario: str
    criteria: str | None = None
    source: str
    calibration: str | None = None
    shaping: str


class Scored(Answer):
    """One scored conversation. `reward` is `None`, never 0, where no value could be produced."""

    status: str
    reward: float | None
    raw: float | None = None
    scores: dict[str, float | None] = Field(default_factory=dict)
    source: Source | None = None
    confidence: float | None = None
    evaluation_id: str | None = None
    normalized: dict[str, Any] | None = None
    score_breakdown: dict[str, Any] | None = None
    unscored_reason: str | None = None
    failure: Failure | None = None
    versions: Versions | None = None
    scoring_version: str | None = None


class Evaluation(Scored):
    """The answer of `/evaluate`."""

    request_id: str


class BatchResult(Scored):
    """One item's answer in `/batch/evaluate`. `status`: ok, partial, disqualified, unscored or error."""

    id: str
    group_id: str | None = None
    absolute_reward: float | None = None
    error: str | None = None


class BatchEvaluation(Answer):
    """The answer of `/batch/evaluate`, results in the order of the items.

    Where the client cut the items into several requests, `request_ids` holds all of theirs, counts are summed,
    and `mean_reward` is over all items that have one.
    """

    results: list[BatchResult]
    summary: dict[str, float | None]
    scoring_version: str
    total_time_ms: float
    request_ids: list[str] = Field(default_factory=list)

    @property
    def rewards(self) -> list[float | None]:
        """The rewards in the order of the items; `None` where there is none."""
        return [result.reward for result in self.results]


class Votes(Answer):
    """How people voted on a pair."""

    a: int = 0
    b: int = 0
    tie: int = 0
    count: int = 0


class PairAnswer(Answer):
    """What is known of a pair. `winner`: a, b, tie, or `None` where the pair could not be compared."""

    status: str
    winner: str | None = None
    p_a: float | None = None
    margin: float | None = None
    signed_margin: float | None = None
    reward_a: float | None = None
    reward_b: float | None = None
    dimension_margins: dict[str, float | None] = Field(default_factory=dict)
    confidence: float | None = None
    votes: Votes | None = None
    sources: dict[str, float] | None = None
    source: Source | None = None
    final: bool | None = None
    comparison_id: str | None = None
    unscored_reason: str | None = None
    failure: Failure | None = None
    versions: Versions | None = None
    scoring_version: str | None = None


class Comparison(PairAnswer):
    """The answer of `/compare`, or of `/comparisons/{id}`, which has `revision`, `revised_at` and `first` as well."""

    request_id: str
    revision: int | None = None
    revised_at: str | None = None


class PairResult(PairAnswer):
    """One pair's answer in `/batch/compare`. `status`: ok, partial, unscored or error."""

    id: str
    error: str | None = None


class BatchComparison(Answer):
    """The answer of `/batch/compare`, results in the order of the pairs; cut and joined as `BatchEvaluation` is."""

    results: list[PairResult]
    summary: dict[str, float | None]
    scoring_version: str
    total_time_ms: float
    request_ids: list[str] = Field(default_factory=list)


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


class Pool(Answer):
    """The people who are there to vote now."""

    request_id: str
    online: int
    live: int
    votes_per_minute: float
    median_vote_seconds: float | None = None
    expected_first_vote_ms: float | None = None
    open_questions: int


def mean_of(values: Sequence[float | None]) -> float | None:
    """The mean of the values that there are; `None` where there is none."""
    present = [value for value in values if value is not None]
    return sum(present) / len(present) if present else None

"""Rewards, comparisons, and the people who vote on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from .answer import Answer


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

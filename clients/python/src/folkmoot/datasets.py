"""Comparisons as training rows of TRL (DPO, reward models with a margin, KTO), and episodes' beginnings as prompts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .conversations import Message, messages_of
from .models import PairAnswer, Scenario
from .tool_calls import tell_tools

Pair = Mapping[str, Any]
Row = dict[str, Any]


def to_dpo(pairs: Sequence[Pair], results: Sequence[PairAnswer], *, confidence_min: float = 0.0) -> list[Row]:
    """Make rows `prompt`, `chosen`, `rejected` for DPOTrainer.

    `pairs` are those that `batch_compare` was given, `results` its results. The prompt is what both sides begin with,
    and ends before the first answer of the assistant that they do not share. Ties, pairs without an answer, pairs that
    differ in nothing, and those below `confidence_min` (where a confidence is known) are left out.
    """
    return [
        {"prompt": prompt, "chosen": chosen, "rejected": rejected}
        for prompt, chosen, rejected, _ in _decided(pairs, results, confidence_min)
    ]


def to_reward_model(
    pairs: Sequence[Pair], results: Sequence[PairAnswer], *, confidence_min: float = 0.0, with_margin: bool = True
) -> list[Row]:
    """Make rows `chosen`, `rejected` (whole conversations) and `margin` for RewardTrainer.

    The margin is the reward of the chosen one less that of the other, never negative; all rows have one or none has,
    as TRL's collator needs it: with `with_margin` rows without a margin are left out.
    """
    rows: list[Row] = []
    for prompt, chosen, rejected, result in _decided(pairs, results, confidence_min):
        row: Row = {"chosen": [*prompt, *chosen], "rejected": [*prompt, *rejected]}
        if not with_margin:
            rows.append(row)
        elif result.margin is not None:
            rows.append({**row, "margin": abs(float(result.margin))})
    return rows


def to_kto(pairs: Sequence[Pair], results: Sequence[PairAnswer], *, confidence_min: float = 0.0) -> list[Row]:
    """Make rows `prompt`, `completion`, `label` for KTOTrainer: two of each pair, the better one true."""
    rows: list[Row] = []
    for prompt, chosen, rejected, _ in _decided(pairs, results, confidence_min):
        rows.append({"prompt": prompt, "completion": chosen, "label": True})
        rows.append({"prompt": prompt, "completion": rejected, "label": False})
    return rows


def opening_messages(scenario: Scenario, opening: int = 0, *, with_tools: bool = False) -> list[Message]:
    """The prompt of an episode that is yet to be played: the policy's brief and one of the persona's openings.

    `with_tools` adds to the brief how a policy that writes plain text hands in decisions and documents.
    """
    said = scenario.opening[opening % len(scenario.opening)] if scenario.opening else ""
    tools = tell_tools(scenario.tools) if with_tools else ""
    brief = f"{scenario.policy_brief}\n\n{tools}" if tools else scenario.policy_brief
    return [{"role": "system", "content": brief}, {"role": "user", "content": said}]


def _decided(
    pairs: Sequence[Pair], results: Sequence[PairAnswer], confidence_min: float
) -> Iterator[tuple[list[Message], list[Message], list[Message], PairAnswer]]:
    for pair, result in zip(pairs, results, strict=True):
        if result.winner not in ("a", "b"):
            continue
        if result.confidence is not None and result.confidence < confidence_min:
            continue
        a, b = (_conversation(pair[side]["messages"]) for side in ("response_a", "response_b"))
        shared = _shared_length(a, b)
        if not a[shared:] or not b[shared:]:
            # One goes on where the other ends, so there are no two answers to the same prompt.
            continue
        chosen, rejected = (a, b) if result.winner == "a" else (b, a)
        yield a[:shared], chosen[shared:], rejected[shared:], result


def _conversation(messages: Sequence[Mapping[str, Any]]) -> list[Message]:
    """The messages with roles: those without one speak in turns, the other side first, as the server reads them."""
    return [
        message if message["role"] else {**message, "role": "user" if place % 2 == 0 else "assistant"}
        for place, message in enumerate(messages_of(list(messages), []))
    ]


def _shared_length(a: Sequence[Message], b: Sequence[Message]) -> int:
    length = 0
    while length < min(len(a), len(b)) and a[length] == b[length]:
        length += 1
    return length

"""The batch that the arguments of a reward function make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..calls import Json
from ..conversations import Message, messages_of
from ..digests import group_of
from ..scenario_names import scenario_of
from ..templates import conversation_of, is_templated
from .options import RewardOptions


def items_of(
    options: RewardOptions, prompts: Sequence[Any], completions: Sequence[Any], columns: Mapping[str, Any]
) -> list[Json]:
    """The batch that a reward function's arguments make. Raises ValueError where a row has no scenario."""
    items: list[Json] = []
    for place, (prompt, completion) in enumerate(zip(prompts, completions, strict=True)):
        row = {name: columns[name][place] for name in ("collection_slug", "scenario_slug") if columns.get(name)}
        scenario = scenario_of(row, options.collection_slug, options.scenario_slug)
        item: dict[str, Any] = {
            "collection_slug": scenario.collection_slug,
            "scenario_slug": scenario.scenario_slug,
            "messages": _conversation(prompt, completion, options.strip_think),
            "group_id": group_of(scenario.collection_slug, scenario.scenario_slug, prompt),
        }
        if options.reference_column is not None:
            item["reference"] = columns[options.reference_column][place]
        items.append(item)
    return items


def _conversation(prompt: object, completion: object, strip_think: bool) -> list[Message]:
    """A prompt that is a text may have been written by the chat template already, before TRL had it."""
    if isinstance(prompt, str) and isinstance(completion, str) and is_templated(prompt):
        *asked, answered = conversation_of(prompt + completion, prompt)
        return messages_of(asked, [answered], strip_think=strip_think)
    return messages_of(prompt, completion, strip_think=strip_think)

"""Which scenario a training row belongs to: named once for the run, or by the row itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ScenarioName:
    """A scenario by its collection's slug and its own."""

    collection_slug: str
    scenario_slug: str


def scenario_of(label: object, collection_slug: str | None = None, scenario_slug: str | None = None) -> ScenarioName:
    """The scenario that a row's label names; what is given for the run stands where the label says nothing.

    A label is an object with `collection_slug` and `scenario_slug`, the JSON text of one, or `collection/scenario`.
    Raises ValueError where neither says which scenario it is.
    """
    named = _fields_of(label)
    collection = named.get("collection_slug") or collection_slug
    scenario = named.get("scenario_slug") or scenario_slug
    if not collection or not scenario:
        raise ValueError(
            f"No scenario for label {label!r}: give collection_slug and scenario_slug in the row, or for the whole run."
        )
    return ScenarioName(str(collection), str(scenario))


def scenario_of_any(
    labels: Iterable[object], collection_slug: str | None = None, scenario_slug: str | None = None
) -> ScenarioName:
    """The scenario of the first label that names one whole; else what the first says, beside what holds for the run."""
    tried = list(labels)
    for label in tried:
        try:
            return scenario_of(label)
        except ValueError:
            continue
    return scenario_of(tried[0] if tried else None, collection_slug, scenario_slug)


def _fields_of(label: object) -> Mapping[str, Any]:
    if isinstance(label, Mapping):
        return label
    if not isinstance(label, str):
        return {}
    if label.lstrip().startswith("{"):
        try:
            read = json.loads(label)
        except ValueError:
            return {}
        return read if isinstance(read, Mapping) else {}
    collection, slash, scenario = label.partition("/")
    # A ground truth such as "1/2 of the dose" is no scenario's name.
    if not slash or not (_is_slug(collection) and _is_slug(scenario)):
        return {}
    return {"collection_slug": collection, "scenario_slug": scenario}


def _is_slug(text: str) -> bool:
    return bool(text) and text[0].isalpha() and all(character.isalnum() or character in "-_" for character in text)

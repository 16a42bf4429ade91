"""What verifiers (0.3 and newer) and prime-rl plug in as a reward: `folkmoot.verifiers:reward`.

    [env.taskset.task.rewards]
    folkmoot = { fn = "folkmoot.verifiers:reward", weight = 1.0 }

Data sets in NeMo Gym's form need no Python at all: verifiers' own `nemo_gym` taskset asks the server by its address.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from .connections import kept_async_client, settings_of
from .conversations import without_thinking
from .errors import OUTAGES
from .fillers import filler_or_raise, reward_or_filler
from .models import BatchResult
from .scenario_names import ScenarioName, scenario_of
from .settings import Settings
from .tool_calls import call_of

RewardFunction = Callable[[Any, Any], Coroutine[Any, Any, float]]


async def reward(task: Any, trace: Any) -> float:
    """The reward of a rollout, 0..1; its dimensions become metrics of the trace, as `score/<dimension>`.

    The scenario is named by the task's data: `collection_slug` and `scenario_slug`, or a `label` or `row` that has
    them; what the data does not say comes from FOLKMOOT_COLLECTION and FOLKMOOT_SCENARIO. An answer without a reward
    raises, which marks the trace as failed, unless FOLKMOOT_FILLER holds a number to put in its place.
    """
    filler = os.environ.get("FOLKMOOT_FILLER")
    return await reward_func(
        collection_slug=os.environ.get("FOLKMOOT_COLLECTION"),
        scenario_slug=os.environ.get("FOLKMOOT_SCENARIO"),
        filler=float(filler) if filler else None,
    )(task, trace)


def reward_func(
    *,
    url: str | None = None,
    api_key: str | None = None,
    settings: Settings | None = None,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    filler: float | None = None,
) -> RewardFunction:
    """A reward function with settings of its own, for a file of yours: `fn = "rewards.py:ours"`.

    `filler` stands for a reward that could not be produced, and `folkmoot_filled` counts it; without one that raises.
    """
    chosen = settings_of(url, api_key, settings)

    async def ours(task: Any, trace: Any) -> float:
        scenario = _scenario(task, collection_slug, scenario_slug)
        item = {
            "collection_slug": scenario.collection_slug,
            "scenario_slug": scenario.scenario_slug,
            "messages": _messages(trace.messages),
        }
        try:
            # A batch of one: an item that cannot be scored has a status then, and is not an error of the request.
            result: BatchResult | None = (await kept_async_client(chosen).batch_evaluate([item])).results[0]
        except OUTAGES as error:
            filler_or_raise(filler, str(error))
            result = None
        value = filler_or_raise(filler, "the server was away") if result is None else reward_or_filler(result, filler)
        for name, score in ({} if result is None else result.scores).items():
            if score is not None:
                trace.record_metric(f"score/{name}", float(score))
        trace.record_metric("folkmoot_filled", float(result is None or result.reward is None))
        return value

    return ours


def _scenario(task: Any, collection_slug: str | None, scenario_slug: str | None) -> ScenarioName:
    """By the data itself, a `row` in it (as the NeMo Gym taskset has it), a `label` of either, or for the whole run."""
    row = getattr(task, "row", None)
    named = row if isinstance(row, Mapping) else {}
    own = {name: getattr(task, name, None) for name in ("collection_slug", "scenario_slug")}
    for label in (own, getattr(task, "label", None), named, named.get("label")):
        try:
            return scenario_of(label)
        except ValueError:
            continue
    slug = own["scenario_slug"] or named.get("scenario_slug") or scenario_slug
    return scenario_of(None, own["collection_slug"] or named.get("collection_slug") or collection_slug, slug)


def _messages(messages: Sequence[Any]) -> list[dict[str, Any]]:
    """The final branch of the trace: what the policy says and calls before somebody else speaks is one message.

    What it thinks is left out, also where the model's server hands it over as text.
    """
    written: list[dict[str, Any]] = []
    for message in messages:
        if message.role == "tool":
            continue
        text = _text(message.content)
        content = without_thinking(text) if message.role == "assistant" else text
        calls = [call_of(call.name, call.arguments) for call in getattr(message, "tool_calls", None) or []]
        if message.role == "assistant" and written and written[-1]["role"] == "assistant":
            last = written[-1]
            last["content"] = "\n".join(text for text in (last["content"], content) if text)
            last["tool_calls"] = [*last["tool_calls"], *calls]
        else:
            written.append({"role": message.role, "content": content, "tool_calls": calls})
    if not written or written[-1]["role"] != "assistant":
        # Silence is a move, too.
        written.append({"role": "assistant", "content": "", "tool_calls": []})
    return written


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(str(getattr(part, "text", None) or "") for part in content or [])

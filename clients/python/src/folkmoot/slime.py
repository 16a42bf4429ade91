"""What slime and miles call: `--custom-rm-path folkmoot.slime.custom_rm`.

They cannot carry `None`: without `folkmoot_filler` an answer without a reward raises, and the run stops. By URL alone,
without this module, `--rm-type remote_rm` does too. Written after the sources of slime 0.3.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .connections import kept_async_client, settings_of
from .conversations import messages_of
from .digests import group_of
from .errors import OUTAGES
from .fillers import filler_or_raise, fixed_dimensions, reward_or_filler, scores_of
from .models import BatchResult
from .scenario_names import scenario_of
from .templates import conversation_of, response_text

Reward = float | dict[str, float]


async def custom_rm(args: Any, sample: Any, **_: Any) -> Reward | list[Reward]:
    """The reward of a sample, or a list of them for a list of samples, which go as one batch.

    `args` may have `folkmoot_url`, `folkmoot_api_key` (else FOLKMOOT_URL and FOLKMOOT_API_KEY), `folkmoot_collection`,
    `folkmoot_scenario`, `folkmoot_dimensions` and `folkmoot_filler`, as `--custom-config-path` sets them. A sample's
    scenario is named by its metadata or its label. With `--reward-key` the answer is an object with that key, the
    dimensions beside it. In a list the answers to one prompt are one group, for which one source answers; with
    `folkmoot_reward_mode: group` the reward is the expected share of wins in it.
    """
    samples = list(sample) if isinstance(sample, Sequence) else [sample]
    filler: float | None = getattr(args, "folkmoot_filler", None)
    items = [_item(args, each) for each in samples]
    results: Sequence[BatchResult | None]
    try:
        settings = settings_of(getattr(args, "folkmoot_url", None), getattr(args, "folkmoot_api_key", None), None)
        reward_mode = getattr(args, "folkmoot_reward_mode", None)
        results = (await kept_async_client(settings).batch_evaluate(items, reward_mode=reward_mode)).results
    except OUTAGES as error:
        filler_or_raise(filler, str(error))
        results = [None] * len(items)
    rewards = [_reward(args, result, filler) for result in results]
    return rewards if isinstance(sample, Sequence) else rewards[0]


def _item(args: Any, sample: Any) -> dict[str, Any]:
    run = (getattr(args, "folkmoot_collection", None), getattr(args, "folkmoot_scenario", None))
    metadata = getattr(sample, "metadata", None) or {}
    label = metadata if metadata.get("scenario_slug") else sample.label
    scenario = scenario_of(label, *run)
    if isinstance(sample.prompt, str):
        messages = conversation_of(sample.prompt + sample.response, sample.prompt)
    else:
        messages = messages_of(sample.prompt, response_text(sample.response))
    last = messages_of([], [messages[-1]], strip_think=True)
    return {
        "collection_slug": scenario.collection_slug,
        "scenario_slug": scenario.scenario_slug,
        "messages": [*messages[:-1], *last],
        "group_id": group_of(scenario.collection_slug, scenario.scenario_slug, sample.prompt),
    }


def _reward(args: Any, result: BatchResult | None, filler: float | None) -> Reward:
    reward = filler_or_raise(filler, "the server was away") if result is None else reward_or_filler(result, filler)
    key = getattr(args, "reward_key", None)
    if not key:
        return reward
    return {key: reward, **fixed_dimensions(scores_of(result), getattr(args, "folkmoot_dimensions", None) or (), 0.0)}

"""What OpenRLHF calls: a reward function, and an agent that plays episodes. torch and OpenRLHF come with the trainer.

OpenRLHF cannot carry `None`: without a filler of your choice, an answer without a reward raises, and the run stops.
Written after the sources of OpenRLHF 0.11.0 and 0.11.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .connections import kept_client, settings_of
from .conversations import without_thinking
from .episodes import AsyncEpisode, EpisodeTerms, Start
from .errors import OUTAGES
from .fillers import filler_or_raise, fixed_dimensions, reward_or_filler, scores_of
from .frameworks import framework_module
from .models import BatchResult
from .scenario_names import scenario_of
from .settings import Settings
from .templates import TemplateName, conversation_of, feedback_of, response_text

# OpenRLHF's own columns, which extra_logs would overwrite.
_RESERVED = frozenset({"reward", "score", "response_clip_ratio", "kl", "return", "logprobs_diff", "group_reward_std"})


class RewardFunction:
    """OpenRLHF's `reward_func(queries, prompts, labels)`; `make_reward_func` makes one."""

    def __init__(
        self,
        settings: Settings,
        collection_slug: str | None,
        scenario_slug: str | None,
        dimensions: Sequence[str],
        filler: float | None,
        template: TemplateName,
        strip_think: bool,
    ) -> None:
        clash = sorted(_RESERVED.intersection(dimensions))
        if clash:
            raise ValueError(f"dimensions: OpenRLHF has columns of its own named {', '.join(clash)}.")
        self._settings = settings
        self._collection_slug = collection_slug
        self._scenario_slug = scenario_slug
        self._dimensions = tuple(dimensions)
        self._filler = filler
        self._template: TemplateName = template
        self._strip_think = strip_think

    def __call__(
        self, queries: Sequence[str], prompts: Sequence[str], labels: Sequence[Any], **_: Any
    ) -> dict[str, Any]:
        """The rewards of templated conversations: tensors `rewards`, `scores` and, by dimension, `extra_logs`.

        `labels` name the scenarios: objects, their JSON text, or `collection/scenario`.
        """
        tensor = framework_module("torch", "pip install torch").tensor
        items = [
            self._item(query, prompt, label) for query, prompt, label in zip(queries, prompts, labels, strict=True)
        ]
        results = self._ask(items)
        rewards = [
            filler_or_raise(self._filler, "the server was away")
            if result is None
            else reward_or_filler(result, self._filler)
            for result in results
        ]
        dimensions = [fixed_dimensions(scores_of(result), self._dimensions, 0.0) for result in results]
        logs = {name: tensor([each[name] for each in dimensions]) for name in self._dimensions}
        return {"rewards": tensor(rewards), "scores": tensor(rewards), "extra_logs": logs}

    def _item(self, query: str, prompt: str, label: object) -> dict[str, Any]:
        scenario = scenario_of(label, self._collection_slug, self._scenario_slug)
        messages = conversation_of(query, prompt or None, self._template)
        if self._strip_think:
            messages[-1]["content"] = without_thinking(messages[-1]["content"])
        return {
            "collection_slug": scenario.collection_slug,
            "scenario_slug": scenario.scenario_slug,
            "messages": messages,
        }

    def _ask(self, items: Sequence[dict[str, Any]]) -> Sequence[BatchResult | None]:
        try:
            return kept_client(self._settings).batch_evaluate(items).results
        except OUTAGES as error:
            filler_or_raise(self._filler, str(error))
            return [None] * len(items)


def make_reward_func(
    url: str | None = None,
    *,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    dimensions: Sequence[str] = (),
    filler: float | None = None,
    template: TemplateName = "auto",
    strip_think: bool = True,
    api_key: str | None = None,
    settings: Settings | None = None,
) -> RewardFunction:
    """Make `reward_func` for the file that `--reward.remote_url` names.

    `dimensions` are logged, always all of them, 0.0 where there is no score. `filler` stands in for rewards that could
    not be produced.
    """
    found = settings_of(url, api_key, settings)
    return RewardFunction(found, collection_slug, scenario_slug, dimensions, filler, template, strip_think)


class EpisodeAgent:
    """One episode as OpenRLHF's multi-turn agents are asked for it: `reset`, then `step` until it is done.

    Rewards are changes from turn to turn, since OpenRLHF sums them: the sum is the score of the conversation. The
    prompt has to hold the persona's opening (`folkmoot.datasets.opening_messages`).
    """

    def __init__(
        self,
        settings: Settings,
        template: TemplateName,
        collection_slug: str | None = None,
        scenario_slug: str | None = None,
        dimensions: Sequence[str] = (),
        filler: float | None = None,
    ) -> None:
        self._terms = EpisodeTerms.of(settings=settings, dimensions=dimensions, filler=filler)
        self._template: TemplateName = template
        self._run_scenario = (collection_slug, scenario_slug)
        self._episode = AsyncEpisode(self._terms)

    async def reset(self, states: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Begins the episode of the label's scenario; the prompt stays as it is."""
        self._episode = AsyncEpisode(self._terms)
        await self._episode.begin(Start(scenario_of(states.get("label"), *self._run_scenario)))
        return {"observation": states["observation"]}

    async def step(self, states: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Plays the action, and answers with the persona's turn as the chat template writes it.

        While the server is away, a filler ends the episode.
        """
        action = states["action_text"]
        step = await self._episode.play(response_text(action, self._template))
        tensor = framework_module("torch", "pip install torch").tensor
        return {
            "rewards": tensor(step.change),
            "scores": tensor(step.score),
            "environment_feedback": "" if step.is_over else feedback_of(action, step.observation, self._template),
            "done": step.is_over,
            "sampling_params": states.get("sampling_params"),
            "extra_logs": {name: tensor(value) for name, value in step.dimensions.items()},
        }


def make_agent_executor(
    url: str | None = None,
    *,
    template: TemplateName,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    dimensions: Sequence[str] = (),
    filler: float | None = None,
    api_key: str | None = None,
    settings: Settings | None = None,
) -> type[Any]:
    """Make the class `AgentExecutor` for the file that `--train.agent_func_path` names. Imports OpenRLHF.

    Its `execute(prompt, label, sampling_params, max_length, hf_tokenizer, llm_engine, images=None)` is that of
    OpenRLHF's MultiTurnAgentExecutor. `filler` is the change of reward of a turn that could not be scored.
    """
    agent = framework_module("openrlhf.utils.agent", "pip install openrlhf")
    found = settings_of(url, api_key, settings)

    def begin(self: EpisodeAgent, *_: Any, **__: Any) -> None:
        EpisodeAgent.__init__(self, found, template, collection_slug, scenario_slug, dimensions, filler)

    instance = type("AgentInstance", (EpisodeAgent, agent.AgentInstanceBase), {"__init__": begin})

    def begin_executor(self: Any, *_: Any, **__: Any) -> None:
        agent.MultiTurnAgentExecutor.__init__(self, instance)

    return type("AgentExecutor", (agent.MultiTurnAgentExecutor,), {"__init__": begin_executor})

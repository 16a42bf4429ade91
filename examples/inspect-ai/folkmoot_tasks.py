"""Evaluations of Inspect: a model plays whole episodes with a persona, or answers prompts.

inspect eval folkmoot_tasks.py@episodes --model openai/…      (FOLKMOOT_URL says where the server is)
inspect eval folkmoot_tasks.py@answers --model openai/…
python folkmoot_tasks.py logs                                 (episodes without a model: scripted moves)
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from typing import Any

from folkmoot import AsyncClient
from folkmoot.conversations import without_thinking
from folkmoot.episodes import prompt_of_episode
from folkmoot.moves import play_move_async
from folkmoot.tool_calls import move_of, tell_results
from inspect_ai import Task, eval, task
from inspect_ai.dataset import Sample
from inspect_ai.model import ChatMessageSystem, ChatMessageUser, ModelOutput, ModelUsage, get_model
from inspect_ai.scorer import Score, Target, mean, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver

MOVES = [
    "I'm sorry, that sounds painful. Where exactly does it hurt, and when did it start?",
    "Do you have any pain, weakness or numbness in your legs?",
    "Any change in passing urine or in your bowels? I ask everybody with back pain.",
    "Which medicines are you taking, and have you had a fever?",
    "<think>Bladder, both legs: this is urgent.</think>What worries you most about it?",
    "Thank you for telling me. This should be looked at in hospital today. I am sending you there.\n"
    '<tool_call>{"name": "note", "arguments": {"summary": "Low back pain with pain in both legs and trouble passing '
    'urine.", "plan": "Emergency department today."}}</tool_call>\n'
    '<tool_call>{"name": "disposition", "arguments": {"value": "emergency"}}</tool_call>',
]


@solver
def persona() -> Solver:
    """Plays the sample's scenario; decisions and documents come as markup in what the model writes."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        async with AsyncClient() as client:
            # Epochs of a sample differ, and a run of them can be repeated.
            slugs = state.metadata["collection_slug"], state.metadata["scenario_slug"]
            episode = await client.create_episode(*slugs, seed=state.metadata.get("seed", state.epoch))
            brief, opening = prompt_of_episode([], episode)
            state.messages = [ChatMessageSystem(content=brief["content"]), ChatMessageUser(content=opening["content"])]
            turn, is_over = 0, False
            while not is_over:
                turn += 1
                state = await generate(state)
                move = move_of(state.output.completion)
                answer, is_refused = await play_move_async(client, episode.episode_id, move, turn)
                heard = tell_results(answer.tool_results) + answer.observation.content
                state.messages.append(ChatMessageUser(content=heard))
                is_over = answer.episode_complete or is_refused
        state.store.set("score", {"reward": answer.reward, **answer.scores})
        state.store.set("end", f"{answer.terminal_reason} ({answer.outcome}) after {turn} turns")
        return state

    return solve


@scorer(metrics={"*": [mean(), stderr()]})
def episode_score() -> Any:
    async def score(state: TaskState, _target: Target) -> Score:
        return Score(value=scored_parts(state.store.get("score")), explanation=state.store.get("end"))

    return score


@scorer(metrics={"*": [mean(), stderr()]})
def conversation_score() -> Any:
    """Scores what was said, whoever said it; for tasks without a persona."""

    async def score(state: TaskState, _target: Target) -> Score:
        said = [{"role": each.role, "content": without_thinking(each.text)} for each in state.messages]
        async with AsyncClient() as client:
            answer = await client.evaluate(state.metadata["collection_slug"], state.metadata["scenario_slug"], said)
        return Score(value=scored_parts({"reward": answer.reward, **answer.scores}))

    return score


def scored_parts(values: Mapping[str, float | None]) -> dict[str, float]:
    """What has no value is NaN, which Inspect leaves out of its metrics: None would count as 0 there."""
    return {name: math.nan if value is None else value for name, value in values.items()}


@task
def episodes(collection: str = "medical-intake", scenario: str = "lower-back-pain", seed: int | None = None) -> Task:
    named = {"collection_slug": collection, "scenario_slug": scenario} | ({} if seed is None else {"seed": seed})
    return Task(dataset=[Sample(input=scenario, metadata=named)], solver=persona(), scorer=episode_score())


@task
def answers(collection: str = "preference", scenario: str = "general") -> Task:
    named = {"collection_slug": collection, "scenario_slug": scenario}
    asked = ["Why is the sky blue?", "Name three primary colours, one a line."]
    return Task(dataset=[Sample(input=each, metadata=named) for each in asked], scorer=conversation_score())


def main(log_dir: str) -> None:
    said = [ModelOutput.from_content("mockllm/model", move) for move in MOVES]
    for each in said:
        # Without it the tokens would be counted, by a file from the network.
        each.usage = ModelUsage()
    model = get_model("mockllm/model", custom_outputs=said)
    (log,) = eval(episodes(seed=7), model=model, log_dir=log_dir, display="none")
    for sample in log.samples or []:
        for score in (sample.scores or {}).values():
            print(score.explanation)
    for each in log.results.scores if log.results else []:
        print(f"{each.name:24} {each.metrics['mean'].value:.3f}")
    if log.error:
        sys.exit(log.error.message)


if __name__ == "__main__":
    main(sys.argv[1])

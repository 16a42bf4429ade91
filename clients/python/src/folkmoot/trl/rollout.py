"""A rollout function for TRL's GRPOTrainer that plays whole episodes with the simulated person."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from ..connections import kept_client, settings_of
from ..conversations import Message
from ..digests import digest_of
from ..episodes import Start, prompt_of_episode
from ..errors import EPISODE_BREAKS, OUTAGES, FolkmootError
from ..models import CreatedEpisode, TurnAnswer
from ..moves import play_move
from ..scenario_names import scenario_of
from ..settings import Settings
from ..tool_calls import move_of, tell_results
from .options import OnOutage
from .rollout_tokens import RolloutTokens

_log = logging.getLogger("folkmoot.trl")

ScenarioOfPrompt = Callable[[Any], object]
Generated = tuple[list[list[int]], list[list[float]] | None]
Generate = Callable[[Any, list[list[int]]], Generated]


@dataclass
class _Game:
    """One episode of a rollout, with its tokens; `mask` is 1 for those that the policy wrote."""

    prompt_ids: list[int]
    created: CreatedEpisode | None
    why_broken: str = ""
    completion_ids: list[int] = field(default_factory=list)
    mask: list[int] = field(default_factory=list)
    logprobs: list[float] | None = None
    moves: list[str] = field(default_factory=list)
    last: TurnAnswer | None = None
    is_over: bool = False

    def write(self, ids: Sequence[int], logprobs: Sequence[float] | None, is_policys: bool) -> None:
        self.completion_ids.extend(ids)
        self.mask.extend([int(is_policys)] * len(ids))
        if logprobs is not None:
            self.logprobs = [*(self.logprobs or []), *logprobs]

    @property
    def reward(self) -> float | None:
        if self.why_broken or self.last is None or self.last.reward is None:
            return None
        return float(self.last.reward)


@dataclass(frozen=True)
class RolloutFunction:
    """`rollout_func(prompts, trainer)` of GRPOTrainer; `rollout_func` makes one."""

    settings: Settings
    collection_slug: str | None
    scenario_slug: str | None
    scenario_of_prompt: ScenarioOfPrompt | None
    turns_max: int
    on_outage: OnOutage
    generate: Generate

    def __call__(self, prompts: Sequence[Any], trainer: Any) -> dict[str, Any]:
        """One episode a prompt, all of them side by side, a batch of moves at a time.

        Returns TRL's `prompt_ids`, `completion_ids`, `logprobs` (`None` where the trainer's generation has none) and
        `env_mask`, and for the reward functions the columns `episode_reward` (`None` where there is none),
        `episode_scores`, `episode_turns` and `episode_moves`.
        """
        _refuse_many_processes(trainer)
        tokens = RolloutTokens(trainer)
        limit = int(trainer.max_completion_length)
        with ThreadPoolExecutor(max_workers=self.settings.requests_at_once_max) as threads:
            step = int(trainer.state.global_step)
            begun = list(threads.map(lambda prompt: self._begin(prompt, step), prompts))
            # Tokenizers are not for several threads.
            games = [_Game(tokens.prompt_ids(messages), created, why) for messages, created, why in begun]
            for turn in range(1, self.turns_max + 1):
                open_games = [game for game in games if not game.is_over]
                if not open_games:
                    break
                moves = self.generate(trainer, [game.prompt_ids + game.completion_ids for game in open_games])
                _write_moves(open_games, moves, tokens, limit)
                list(threads.map(self._play, open_games))
                for game in open_games:
                    _write_feedback(game, tokens, limit, is_last_turn=turn == self.turns_max)
        return _output(games)

    def _begin(self, prompt: Any, step: int) -> tuple[list[Message], CreatedEpisode | None, str]:
        """The prompt that the policy is shown, the episode, and else why there is none."""
        label = prompt if self.scenario_of_prompt is None else self.scenario_of_prompt(prompt)
        scenario = scenario_of(_label_of(label), self.collection_slug, self.scenario_slug)
        # Equal prompts of a step begin equally, in whichever process they are: a group is held against itself.
        group = digest_of([scenario.collection_slug, scenario.scenario_slug, prompt, step])
        start = Start(scenario, seed=int(group[:7], 16), group_id=group[:24])
        names = (scenario.collection_slug, scenario.scenario_slug)
        try:
            created = kept_client(self.settings).create_episode(*names, **start.options())
        except OUTAGES as error:
            self._survive(error)
            return _messages_of(prompt), None, str(error)
        is_label = self.scenario_of_prompt is None and _is_label(_label_of(prompt))
        given = [] if is_label else _messages_of(prompt)
        return prompt_of_episode(given, created), created, ""

    def _play(self, game: _Game) -> None:
        if game.created is None:
            game.is_over = True
            return
        client, move = kept_client(self.settings), move_of(game.moves[-1])
        try:
            game.last, is_refused = play_move(client, game.created.episode_id, move, len(game.moves))
        except EPISODE_BREAKS as error:
            self._survive(error)
            game.why_broken, game.is_over = str(error), True
        else:
            game.is_over = is_refused or game.last.episode_complete

    def _survive(self, error: FolkmootError) -> None:
        if self.on_outage == "raise":
            raise error
        _log.warning("An episode is left out: %s", error)


def rollout_func(
    url: str | None = None,
    *,
    collection_slug: str | None = None,
    scenario_slug: str | None = None,
    scenario_of_prompt: ScenarioOfPrompt | None = None,
    turns_max: int = 8,
    on_outage: OnOutage = "none",
    generate: Generate | None = None,
    api_key: str | None = None,
    settings: Settings | None = None,
) -> RolloutFunction:
    """Make the rollout function for `GRPOTrainer(rollout_func=…, reward_funcs=EpisodeReward())`.

    TRL hands over prompts and no other columns, so the scenario is one for the run, or what `scenario_of_prompt` makes
    of a prompt (a label as in `folkmoot.scenario_names`), or the prompt is nothing but its name, such as
    `[{"role": "user", "content": "medical-intake/lower-back-pain"}]`: then the policy is shown the brief and the
    opening instead. `turns_max` bounds the moves; all of them, and what is said between, share the trainer's
    `max_completion_length`. `generate` stands in for the trainer's own generation, `_generate_single_turn`.
    Written after TRL 1.16, where `rollout_func` is experimental; one process, since episodes differ in length.
    """
    if turns_max < 1:
        raise ValueError(f"turns_max: expected at least 1, got {turns_max}.")
    return RolloutFunction(
        settings_of(url, api_key, settings),
        collection_slug,
        scenario_slug,
        scenario_of_prompt,
        turns_max,
        on_outage,
        generate or generate_with_trainer,
    )


def generate_with_trainer(trainer: Any, prompt_ids: list[list[int]]) -> Generated:
    """One completion a prompt by the trainer's own generation, whichever engine it has, with their log-probabilities.

    Raises TypeError for a TRL whose trainer generates otherwise; give `rollout_func` a `generate` then.
    """
    found = getattr(trainer, "_generate_single_turn", None)
    if found is None or "num_generations" not in inspect.signature(found).parameters:
        raise TypeError("GRPOTrainer._generate_single_turn is not as in TRL 1.16: give rollout_func a `generate`.")
    completion_ids, logprobs = found(prompt_ids, None, {}, num_generations=1)
    return [list(ids) for ids in completion_ids], logprobs


def _refuse_many_processes(trainer: Any) -> None:
    if getattr(trainer.accelerator, "num_processes", 1) > 1 and getattr(trainer, "vllm_mode", "") == "server":
        raise ValueError("vllm_mode='server': with several processes all have to generate equally often; use colocate.")


def _write_moves(games: Sequence[_Game], generated: Generated, tokens: RolloutTokens, limit: int) -> None:
    written, logprobs = generated
    for place, (game, ids) in enumerate(zip(games, written, strict=True)):
        room = limit - len(game.completion_ids)
        game.write(ids[:room], None if logprobs is None else logprobs[place][:room], is_policys=True)
        game.moves.append(tokens.text_of(ids[:room]))


def _write_feedback(game: _Game, tokens: RolloutTokens, limit: int, *, is_last_turn: bool) -> None:
    if game.is_over or game.last is None:
        return
    heard = tell_results(game.last.tool_results) + game.last.observation.content
    ids = tokens.feedback_ids(game.completion_ids, heard)
    # Words of the persona that no move can follow would only be masked.
    if is_last_turn or len(game.completion_ids) + len(ids) >= limit:
        game.is_over = True
        return
    game.write(ids, None if game.logprobs is None else [0.0] * len(ids), is_policys=False)


def _output(games: Sequence[_Game]) -> dict[str, Any]:
    logprobs = [game.logprobs for game in games]
    return {
        "prompt_ids": [game.prompt_ids for game in games],
        "completion_ids": [game.completion_ids for game in games],
        "logprobs": None if any(each is None for each in logprobs) else logprobs,
        "env_mask": [game.mask for game in games],
        "episode_reward": [game.reward for game in games],
        "episode_scores": [{} if game.last is None else dict(game.last.scores) for game in games],
        "episode_turns": [len(game.moves) for game in games],
        "episode_moves": [game.moves for game in games],
    }


def _is_conversation(prompt: object) -> bool:
    return isinstance(prompt, Sequence) and not isinstance(prompt, str)


def _messages_of(prompt: Any) -> list[Message]:
    return list(prompt) if _is_conversation(prompt) else [{"role": "user", "content": str(prompt)}]


def _label_of(prompt: object) -> object:
    """A prompt's text where it is one message or a text: it may be a scenario's name."""
    if _is_conversation(prompt) and len(prompt) == 1:  # type: ignore[arg-type]
        return prompt[0].get("content")  # type: ignore[index]
    return prompt


def _is_label(text: object) -> bool:
    try:
        scenario_of(text)
    except ValueError:
        return False
    return True

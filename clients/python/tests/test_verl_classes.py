"""The contract with verl's own classes: reward manager, agent loop (0.9.1), interaction (0.7), on doubles."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from pydantic import BaseModel

import folkmoot.verl
from folkmoot import UnscoredError
from folkmoot.verl import score_of_turns

from .conftest import BAD, COLLECTION, GOOD, OPENING, SCENARIO, CharacterTokens, run

LABEL = f"{COLLECTION}/{SCENARIO}"
D1 = "D1_InformationGathering"


class RewardManagerBase(ABC):
    def __init__(self, config: Any, tokenizer: Any, compute_score: Any) -> None:
        self.config = config
        self.tokenizer = tokenizer

    @abstractmethod
    async def run_single(self, data: Any) -> Any:
        raise NotImplementedError


class AgentLoopOutput(BaseModel):
    prompt_ids: list[int]
    response_ids: list[int]
    response_mask: list[int]
    response_logprobs: list[float] | None = None
    routed_experts: Any | None = None
    reward_score: float | None = None
    num_turns: int = 0
    metrics: dict[str, float]
    extra_fields: dict[str, Any] = {}


class AgentLoopBase(ABC):
    """Its constructor and the methods that agent loops call, with their signatures; tokens are characters."""

    def __init__(
        self,
        trainer_config: Any,
        server_manager: Any,
        tokenizer: Any,
        processor: Any,
        dataset_cls: Any,
        data_config: Any,
        hf_model_type: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.rollout_config = trainer_config.config.actor_rollout_ref.rollout
        self.server_manager = server_manager
        self.tokenizer = tokenizer

    def _written(self, messages: list[dict[str, Any]]) -> list[int]:
        text = self.tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)
        return list(self.tokenizer(text, add_special_tokens=False)["input_ids"])

    async def ct_build_initial_tokens(self, messages: list[dict[str, Any]], tools: Any = None) -> list[int]:
        return self._written(messages)

    async def ct_merge_assistant_token(
        self,
        runtime_token_ids: list[int],
        assistant_token_ids: list[int],
        response_mask: list[int],
        response_logprobs: list[float] | None = None,
        assistant_logprobs: list[float] | None = None,
    ) -> tuple[Any, list[int], list[float] | None]:
        merged = SimpleNamespace(token_ids=runtime_token_ids + assistant_token_ids)
        logprobs = None if response_logprobs is None else response_logprobs + (assistant_logprobs or [])
        return merged, response_mask + [1] * len(assistant_token_ids), logprobs

    async def ct_merge_context_msg(
        self,
        previous_messages: list[dict[str, Any]],
        updated_messages: list[dict[str, Any]],
        runtime_token_ids: list[int],
        response_mask: list[int],
        response_logprobs: list[float] | None = None,
        tools: Any = None,
    ) -> tuple[Any, list[int], list[float] | None]:
        assert updated_messages[: len(previous_messages)] == previous_messages
        new = self._written(updated_messages[len(previous_messages) :])
        logprobs = None if response_logprobs is None else response_logprobs + [0.0] * len(new)
        return SimpleNamespace(token_ids=runtime_token_ids + new), response_mask + [0] * len(new), logprobs

    @abstractmethod
    async def run(self, sampling_params: dict[str, Any], **kwargs: Any) -> AgentLoopOutput:
        raise NotImplementedError


class BaseInteraction:
    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config
        self.name = config.get("name", "interaction_agent")


@pytest.fixture(autouse=True)
def verl(monkeypatch: pytest.MonkeyPatch) -> None:
    doubles: dict[str, dict[str, Any]] = {
        "verl.experimental.reward_loop.reward_manager.base": {"RewardManagerBase": RewardManagerBase},
        "verl.experimental.agent_loop.agent_loop": {"AgentLoopBase": AgentLoopBase, "AgentLoopOutput": AgentLoopOutput},
        "verl.interactions.base": {"BaseInteraction": BaseInteraction},
    }
    for name, members in doubles.items():
        for parent in [name.rsplit(".", cut)[0] for cut in range(1, name.count(".") + 1)]:
            monkeypatch.setitem(sys.modules, parent, ModuleType(parent))
        module = ModuleType(name)
        vars(module).update(members)
        monkeypatch.setitem(sys.modules, name, module)
    for name in ("RewardManager", "EpisodeAgentLoop", "EpisodeInteraction"):
        monkeypatch.delitem(vars(folkmoot.verl), name, raising=False)


class Ids(list[int]):
    """As much of a tensor of ids as reward managers read."""

    @property
    def shape(self) -> tuple[int]:
        return (len(self),)

    def __getitem__(self, part: Any) -> Any:
        found = super().__getitem__(part)
        return Ids(found) if isinstance(part, slice) else found

    def sum(self) -> int:
        return sum(self)


class DataProto(list[Any]):
    """As much of a DataProto as reward managers read: slices and items."""

    def __getitem__(self, part: Any) -> Any:
        found = super().__getitem__(part)
        return DataProto(found) if isinstance(part, slice) else found


def trajectory(answer: dict[str, str], **row: Any) -> DataProto:
    ids = CharacterTokens()(answer["content"], add_special_tokens=False)["input_ids"]
    batch = {"responses": Ids([*ids, 0, 0]), "attention_mask": Ids([1] * (5 + len(ids)) + [0, 0])}
    known = {"data_source": LABEL, "reward_model": {"ground_truth": "72"}, "raw_prompt": [OPENING], **row}
    return DataProto([SimpleNamespace(), SimpleNamespace(batch=batch, non_tensor_batch=known)])


def manager(**reward_kwargs: Any) -> Any:
    config = {"reward": {"custom_reward_function": {"path": None, "reward_kwargs": reward_kwargs}}}
    # `load_reward_manager` constructs by keyword.
    return folkmoot.verl.RewardManager(
        config=config,
        tokenizer=CharacterTokens(),
        compute_score=None,
        reward_router_address=None,
        reward_model_tokenizer=None,
    )


def test_the_manager_rewards_the_last_sequence_with_its_prompt(server_url: str) -> None:
    made = manager(url=server_url, dimensions=[D1])
    assert isinstance(made, RewardManagerBase)
    good, bad = (run(made.run_single(trajectory(answer))) for answer in (GOOD, BAD))
    assert good["reward_score"] > bad["reward_score"]
    assert list(good["reward_extra_info"]) == list(bad["reward_extra_info"]) == ["score", D1, "scored"]


def test_the_manager_needs_a_filler_where_there_is_no_reward(away_url: str) -> None:
    with pytest.raises(UnscoredError):
        run(manager(url=away_url).run_single(trajectory(GOOD)))
    filled = run(manager(url=away_url, filler=0, dimensions=[D1]).run_single(trajectory(GOOD)))
    assert filled == {"reward_score": 0.0, "reward_extra_info": {"score": 0.0, D1: 0.0, "scored": 0.0}}


class ServerManager:
    """verl's client of the policy: `generate` as LLMServerClient has it."""

    def __init__(self, moves: list[str]) -> None:
        self.moves = moves
        self.requests: list[str] = []

    async def generate(
        self, request_id: str, *, prompt_ids: list[int], sampling_params: dict[str, Any], **kwargs: Any
    ) -> Any:
        assert kwargs == {}
        move = self.moves[len(self.requests) % len(self.moves)]
        self.requests.append(request_id)
        ids = CharacterTokens()(f"{move}<|im_end|>", add_special_tokens=False)["input_ids"]
        return SimpleNamespace(
            token_ids=ids,
            log_probs=[-0.5] * len(ids),
            routed_experts=None,
            num_preempted=None,
            extra_fields={"max_global_steps": len(self.requests)},
        )


def agent_loop(moves: list[str], *, response_length: int = 2000, turns: int | None = 2, **words: Any) -> Any:
    rollout = SimpleNamespace(
        response_length=response_length, multi_turn=SimpleNamespace(max_assistant_turns=turns), full_determinism=False
    )
    config = SimpleNamespace(actor_rollout_ref=SimpleNamespace(rollout=rollout))
    # `hydra.utils.instantiate` with the config file's words and the worker's.
    return folkmoot.verl.EpisodeAgentLoop(
        trainer_config=SimpleNamespace(config=config),
        server_manager=ServerManager(moves),
        tokenizer=CharacterTokens(),
        processor=None,
        hf_model_type="qwen2",
        dataset_cls=None,
        data_config=SimpleNamespace(config={}),
        tools=None,
        **words,
    )


def play(loop: Any, **row: Any) -> AgentLoopOutput:
    known = {"raw_prompt": [{"role": "system", "content": "Ask."}], "data_source": LABEL, "index": 0, "priority": 4}
    return AgentLoopOutput.model_validate(run(loop.run({"temperature": 1.0}, **{**known, **row})))


def test_the_agent_loop_plays_an_episode(server_url: str) -> None:
    moves = ["Where exactly does it hurt?", "Any numbness, or trouble passing water?"]
    loop = agent_loop(moves, url=server_url, dimensions=[D1])
    assert isinstance(loop, AgentLoopBase)
    output = play(loop, extra_info={"seed": 3})
    tokens = CharacterTokens()
    prompt = tokens.decode(output.prompt_ids, skip_special_tokens=False)
    assert prompt.startswith("<|im_start|>system\nAsk.<|im_end|>\n<|im_start|>user\n")
    assert len(output.response_ids) == len(output.response_mask) == len(output.response_logprobs or [])
    mine = [token for token, mask in zip(output.response_ids, output.response_mask, strict=True) if mask]
    assert tokens.decode(mine, skip_special_tokens=False) == "".join(f"{move}<|im_end|>" for move in moves)
    assert output.reward_score is not None
    assert output.reward_score > 0
    extra = output.extra_fields
    assert sum(extra["turn_scores"]) == pytest.approx(output.reward_score)
    assert list(extra["reward_extra_info"]) == ["score", D1, "scored"]
    assert (output.num_turns, extra["max_global_steps"], extra["tool_rewards"]) == (4, 2, [])
    assert len(set(loop.server_manager.requests)) == 1


def test_the_agent_loop_keeps_to_the_length_of_a_response(server_url: str) -> None:
    output = play(agent_loop(["Where?"], response_length=30, turns=None, url=server_url))
    assert len(output.response_ids) <= 30
    assert output.response_mask[-1] == 1


def test_the_agent_loop_needs_a_filler_where_there_is_no_reward(away_url: str) -> None:
    with pytest.raises(UnscoredError):
        play(agent_loop(["Where?"], url=away_url))
    output = play(agent_loop(["Where?"], url=away_url, filler=-1, dimensions=[D1]))
    assert output.reward_score == -1.0
    assert output.extra_fields["reward_extra_info"] == {"score": -1.0, D1: 0.0, "scored": 0.0}


def test_the_interaction_answers_turn_by_turn(server_url: str) -> None:
    assert issubclass(folkmoot.verl.EpisodeInteraction, BaseInteraction)
    interaction: Any = folkmoot.verl.EpisodeInteraction({"name": "folkmoot", "url": server_url, "dimensions": [D1]})

    async def talk() -> tuple[list[Any], float]:
        row = {"name": "folkmoot", "collection_slug": COLLECTION, "scenario_slug": SCENARIO, "query": "x"}
        name = await interaction.start_interaction("request-1", **row)
        assert name == "request-1"
        messages = [OPENING]
        turns = []
        for move in (GOOD, {"role": "assistant", "content": "Any numbness?"}):
            messages.append(move)
            is_over, content, score, data = await interaction.generate_response(name, messages, **row)
            assert (is_over, list(data)) == (False, [D1, "scored"])
            messages.append({"role": "user", "content": content})
            turns.append(score)
        total = await interaction.calculate_score(name)
        await interaction.finalize_interaction(name)
        await interaction.finalize_interaction(name)
        return turns, total

    turns, total = run(talk())
    assert sum(turns) == pytest.approx(total)
    words: dict[str, Any] = {"data_source": "x", "solution_str": "y", "ground_truth": "z"}
    assert run(score_of_turns(**words, extra_info={"turn_scores": turns})) == {
        "score": pytest.approx(total),
        "scored": 1.0,
    }
    with pytest.raises(UnscoredError):
        run(score_of_turns(**words, extra_info={"turn_scores": []}))


def test_without_verl_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name == "verl" or name.startswith("verl.")]:
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("RewardManager", "EpisodeAgentLoop", "EpisodeInteraction"):
        with pytest.raises(ImportError, match="pip install 'verl"):
            getattr(folkmoot.verl, name)

"""The contract with TRL's rollout functions: called as GRPOTrainer 1.16 calls one."""

from __future__ import annotations

import pickle
from types import SimpleNamespace
from typing import Any

import pytest

from folkmoot import FolkmootError, Retries, Settings
from folkmoot.trl import EpisodeReward, rollout_func

from .conftest import COLLECTION, SCENARIO, CharacterTokens, StartFake, problem
from .test_trl_environment import episode_answer

LABEL = [{"role": "user", "content": f"{COLLECTION}/{SCENARIO}"}]
AWAY = Settings(url="http://127.0.0.1:9", retries=Retries(attempts_max=1))
MOVES = ["Where exactly does it hurt?", "Any numbness, or trouble passing water?"]


class Trainer:
    """As much of GRPOTrainer as rollout functions use; `_generate_single_turn` has its signature and returns."""

    chat_template = None
    vllm_mode = "colocate"

    def __init__(self, moves: list[str], with_logprobs: bool = False, max_completion_length: int = 2000) -> None:
        self.processing_class = CharacterTokens()
        self.chat_template_kwargs: dict[str, Any] = {}
        self.max_completion_length = max_completion_length
        self.state = SimpleNamespace(global_step=3)
        self.accelerator = SimpleNamespace(num_processes=1)
        self.asked: list[list[list[int]]] = []
        self._moves = moves
        self._with_logprobs = with_logprobs

    def _generate_single_turn(
        self, prompt_ids: Any, images: Any, multimodal_fields: Any, num_generations: int, has_tool_images: bool = False
    ) -> tuple[list[list[int]], list[list[float]] | None]:
        assert (images, multimodal_fields, num_generations) == (None, {}, 1)
        move = self._moves[len(self.asked) % len(self._moves)]
        self.asked.append([list(ids) for ids in prompt_ids])
        ids = self.processing_class(f"{move}<|im_end|>", add_special_tokens=False)["input_ids"]
        written = [list(ids) for _ in prompt_ids]
        return written, [[-0.5] * len(ids) for ids in written] if self._with_logprobs else None


def generate_as_grpo_asks(function: Any, prompts: list[Any], trainer: Trainer) -> dict[str, Any]:
    """`GRPOTrainer._generate`: what it demands of the answer before it trains on it."""
    output: dict[str, Any] = function(prompts, trainer)
    assert {"prompt_ids", "completion_ids", "logprobs"} <= output.keys()
    assert all(len(output[key]) == len(prompts) for key in output if output[key] is not None)
    for place, completion in enumerate(output["completion_ids"]):
        assert len(completion) == len(output["env_mask"][place]) <= trainer.max_completion_length
        assert set(output["env_mask"][place]) <= {0, 1}
        assert output["logprobs"] is None or len(output["logprobs"][place]) == len(completion)
    return output


def text_of(trainer: Trainer, ids: list[int]) -> str:
    return str(trainer.processing_class.decode(ids, skip_special_tokens=False))


def test_episodes_are_played_and_only_the_policys_words_are_learned(server_url: str) -> None:
    trainer = Trainer(MOVES, with_logprobs=True)
    output = generate_as_grpo_asks(rollout_func(server_url, turns_max=2), [LABEL, LABEL], trainer)
    prompt, completion = text_of(trainer, output["prompt_ids"][0]), text_of(trainer, output["completion_ids"][0])
    assert "clinician" in prompt
    assert "<|im_start|>user\n" in prompt
    assert prompt.endswith("<|im_start|>assistant\n")
    first, _, rest = completion.partition("<|im_end|>\n<|im_start|>user\n")
    assert first == MOVES[0]
    assert rest.endswith(f"<|im_end|>\n<|im_start|>assistant\n{MOVES[1]}<|im_end|>")
    mine = [token for token, mask in zip(output["completion_ids"][0], output["env_mask"][0], strict=True) if mask == 1]
    assert text_of(trainer, mine) == "".join(f"{move}<|im_end|>" for move in MOVES)
    assert [probability for probability in output["logprobs"][0] if probability] == [-0.5] * len(mine)
    assert output["episode_moves"][0] == MOVES
    assert output["episode_turns"] == [2, 2]


def test_equal_prompts_begin_and_score_equally(server_url: str) -> None:
    function = pickle.loads(pickle.dumps(rollout_func(server_url, turns_max=1, scenario_slug=SCENARIO)))
    prompts = [[{"role": "user", "content": COLLECTION + "/" + SCENARIO}]] * 3
    output = generate_as_grpo_asks(function, prompts, Trainer(MOVES))
    assert output["logprobs"] is None
    assert output["prompt_ids"][0] == output["prompt_ids"][1] == output["prompt_ids"][2]
    assert len(set(output["episode_reward"])) == 1
    assert output["episode_reward"][0] > 0


def test_reward_functions_read_what_the_rollout_wrote(server_url: str) -> None:
    trainer = Trainer(MOVES)
    output = generate_as_grpo_asks(rollout_func(server_url, turns_max=1), [LABEL], trainer)
    # As `_calculate_rewards` hands on the further fields: a list a column.
    columns = {name: values for name, values in output.items() if name.startswith("episode_")}
    words = {"prompts": [LABEL], "completions": [[{}]], "completion_ids": [[1]], "trainer_state": None, **columns}
    whole, dimension = EpisodeReward(), EpisodeReward("D1_InformationGathering")
    assert whole(**words) == output["episode_reward"]
    assert dimension(**words) == [output["episode_scores"][0]["D1_InformationGathering"]]
    assert (whole.__name__, dimension.__name__) == ("episode_reward", "D1_InformationGathering")
    assert EpisodeReward("D9")(episode_reward=[None, 0.5], episode_scores=[{"D9": 1}, {}]) == [None, None]


def test_a_prompt_that_holds_the_opening_stays(server_url: str) -> None:
    prompt = [{"role": "system", "content": "Ask."}, {"role": "user", "content": "It hurts."}]
    function = rollout_func(server_url, collection_slug=COLLECTION, scenario_slug=SCENARIO, turns_max=1)
    trainer = Trainer(MOVES)
    output = generate_as_grpo_asks(function, [prompt, "It hurts."], trainer)
    expected = "<|im_start|>system\nAsk.<|im_end|>\n<|im_start|>user\nIt hurts.<|im_end|>\n<|im_start|>assistant\n"
    assert text_of(trainer, output["prompt_ids"][0]) == expected
    assert text_of(trainer, output["prompt_ids"][1]) == expected.removeprefix("<|im_start|>system\nAsk.<|im_end|>\n")


def test_a_cut_move_is_closed_and_the_budget_is_kept(server_url: str) -> None:
    trainer = Trainer(["Where?"], max_completion_length=40)
    output = generate_as_grpo_asks(rollout_func(server_url), [LABEL], trainer)
    assert len(output["completion_ids"][0]) <= 40
    assert output["env_mask"][0][-1] == 1
    trainer = Trainer(["A question that is far too long for so small a room."], max_completion_length=10)
    output = generate_as_grpo_asks(rollout_func(server_url), [LABEL], trainer)
    assert output["episode_moves"] == [["A question"]]
    assert output["episode_reward"][0] is not None


def test_a_move_that_is_too_long_breaks_the_episode_off_and_never_the_run(server_url: str) -> None:
    trainer = Trainer(["Where exactly does it hurt?", "x" * 10_001], max_completion_length=12_000)
    output = generate_as_grpo_asks(rollout_func(server_url, turns_max=4), [LABEL], trainer)
    assert output["episode_turns"] == [2]
    assert output["episode_reward"][0] > 0


def test_an_episode_that_the_server_has_lost_is_none(start_fake: StartFake) -> None:
    lost = problem(410, "episode_expired")
    fake = start_fake(lambda path, _: lost if path.endswith("/turns") else (201, episode_answer()))
    output = generate_as_grpo_asks(rollout_func(fake.url), [LABEL], Trainer(MOVES))
    assert output["episode_reward"] == [None]


def test_decisions_are_handed_in_by_what_the_policy_writes(server_url: str) -> None:
    call = '<tool_call>{"name": "disposition", "arguments": {"value": "VALUE"}}</tool_call>'
    moves = [f"Off you go. {call.replace('VALUE', value)}" for value in ("tea", "emergency")]
    trainer = Trainer(moves, max_completion_length=4000)
    output = generate_as_grpo_asks(rollout_func(server_url, turns_max=8), [LABEL], trainer)
    assert "- disposition: How soon" in text_of(trainer, output["prompt_ids"][0])
    assert "[disposition: refused: " in text_of(trainer, output["completion_ids"][0])
    assert output["episode_turns"] == [2]
    assert output["episode_moves"] == [moves]


def test_an_outage_is_none(server_url: str) -> None:
    words: dict[str, Any] = {"collection_slug": COLLECTION, "scenario_slug": SCENARIO}
    output = generate_as_grpo_asks(rollout_func(settings=AWAY, **words), [LABEL, "Begin."], Trainer(MOVES))
    assert output["episode_reward"] == [None, None]
    assert all(len(ids) > 0 for ids in output["completion_ids"])
    with pytest.raises(FolkmootError):
        rollout_func(settings=AWAY, on_outage="raise", **words)([LABEL], Trainer(MOVES))


def test_what_cannot_work_is_refused(server_url: str) -> None:
    with pytest.raises(ValueError, match="turns_max"):
        rollout_func(server_url, turns_max=0)
    with pytest.raises(ValueError, match="No scenario"):
        rollout_func(server_url)(["Tell me a joke."], Trainer(MOVES))
    trainer = Trainer(MOVES)
    trainer.vllm_mode, trainer.accelerator.num_processes = "server", 2
    with pytest.raises(ValueError, match="vllm_mode"):
        rollout_func(server_url)([LABEL], trainer)
    older = Trainer(MOVES)
    older._generate_single_turn = lambda prompt_ids, images: ([], None)  # type: ignore[assignment,misc]
    with pytest.raises(TypeError, match="generate"):
        rollout_func(server_url)([LABEL], older)

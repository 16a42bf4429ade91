"""The contract with ROLL: a worker made and asked as its pipeline does it, on doubles of its classes."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import folkmoot.roll
from folkmoot import NotFoundError, UnscoredError
from folkmoot.roll import make_reward_worker

from .conftest import BAD, COLLECTION, GOOD, OPENING, SCENARIO, CharacterTokens, StartFake, batch_answer

LABEL = f"{COLLECTION}/{SCENARIO}"
PROMPT = f"<|im_start|>user\n{OPENING['content']}<|im_end|>\n<|im_start|>assistant\n"
D1 = "D1_InformationGathering"


class Worker:
    def __init__(self, worker_config: Any) -> None:
        self.worker_config = worker_config
        self.rank_info = SimpleNamespace(rank=1, world_size=2, dp_rank=0, dp_size=1)


def register(dispatch_mode: str, execute_mode: Any = None, clear_cache: bool = True) -> Any:
    def mark(function: Any) -> Any:
        function.dispatch_mode = dispatch_mode
        return function

    return mark


class Tensor:
    """As much of a tensor as DataProtos hold."""

    def __init__(self, values: list[Any], dtype: str = "int64") -> None:
        self.values, self.dtype = values, dtype

    def tolist(self) -> list[Any]:
        return self.values

    def __len__(self) -> int:
        return len(self.values)


class DataProto:
    def __init__(self, tensors: dict[str, Any]) -> None:
        self.batch = tensors
        self.meta_info: dict[str, Any] = {}

    @classmethod
    def from_dict(cls, tensors: dict[str, Any]) -> DataProto:
        assert len({len(tensor) for tensor in tensors.values()}) == 1
        return cls(tensors)


@pytest.fixture(autouse=True)
def roll(monkeypatch: pytest.MonkeyPatch) -> None:
    def zeros_like(tensor: Tensor, dtype: str) -> Tensor:
        return Tensor([[0.0] * len(row) for row in tensor.values], dtype)

    doubles: dict[str, dict[str, Any]] = {
        "torch": {"tensor": Tensor, "zeros_like": zeros_like, "float16": "float16"},
        "roll.distributed.executor.worker": {"Worker": Worker},
        "roll.distributed.scheduler.decorator": {
            "register": register,
            "Dispatch": SimpleNamespace(ONE_TO_ALL="ONE_TO_ALL", DP_MP_COMPUTE="DP_MP_COMPUTE"),
        },
        "roll.distributed.scheduler.protocol": {"DataProto": DataProto},
        "roll.models.model_providers": {"default_tokenizer_provider": lambda model_args: CharacterTokens()},
    }
    for name, members in doubles.items():
        for cut in range(1, name.count(".") + 1):
            monkeypatch.setitem(sys.modules, name.rsplit(".", cut)[0], ModuleType(name.rsplit(".", cut)[0]))
        module = ModuleType(name)
        vars(module).update(members)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.delitem(vars(folkmoot.roll), "RewardWorker", raising=False)


def ids_of(text: str, length: int, *, is_prompt: bool) -> list[int]:
    ids = CharacterTokens()(text, add_special_tokens=False)["input_ids"]
    padding = [0] * (length - len(ids))
    return padding + ids if is_prompt else ids + padding


def data_of(answers: list[dict[str, str]], **columns: list[Any]) -> Any:
    prompts = [ids_of(PROMPT, 200, is_prompt=True) for _ in answers]
    responses = [ids_of(f"{answer['content']}<|im_end|>", 120, is_prompt=False) for answer in answers]
    known = {"ground_truth": [LABEL] * len(answers), "tag": ["chat"] * len(answers), **columns}
    return SimpleNamespace(
        batch={"prompts": Tensor(prompts), "responses": Tensor(responses)}, non_tensor_batch=known, meta_info={}
    )


def worker(made: Any) -> Any:
    assert Worker in made.__mro__
    built: Any = made(worker_config=SimpleNamespace(model_args=None))
    assert (built.rank_info.dp_rank, built.rank_info.dp_size) == (1, 2)
    assert (made.initialize.dispatch_mode, made.compute_rewards.dispatch_mode) == ("ONE_TO_ALL", "DP_MP_COMPUTE")
    built.initialize(pipeline_config=None)
    return built


def test_responses_are_rewarded(server_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_reward_worker(server_url, dimensions=[D1])
    output = worker(made).compute_rewards(data_of([GOOD, BAD]))
    assert set(output.batch) == {"token_level_rewards", "response_level_rewards", "scores"}
    assert all(tensor.dtype == "float16" for tensor in output.batch.values())
    good, bad = output.batch["response_level_rewards"].tolist()
    assert good > bad
    assert output.batch["scores"].tolist() == [good, bad]
    assert output.batch["token_level_rewards"].tolist() == [[0.0] * 120] * 2
    assert list(output.meta_info["metrics"]) == ["folkmoot/scored_share", f"folkmoot/{D1}"]
    by_messages = worker(made).compute_rewards(data_of([GOOD], messages=[[OPENING]]))
    assert by_messages.batch["scores"].tolist() == [good]
    monkeypatch.setenv("FOLKMOOT_URL", server_url)
    assert worker(folkmoot.roll.RewardWorker).compute_rewards(data_of([GOOD])).batch["scores"].tolist() == [good]


def test_answers_to_one_prompt_are_a_group(start_fake: StartFake) -> None:
    fake = start_fake(lambda _path, body: (200, batch_answer([{"reward": 1} for _ in body["items"]])))
    worker(make_reward_worker(fake.url, reward_mode="group")).compute_rewards(data_of([GOOD, BAD]))
    [(_, body)] = fake.requests
    assert body["reward_mode"] == "group"
    assert len({item["group_id"] for item in body["items"]}) == 1


def test_without_a_reward_only_a_chosen_filler_helps(away_url: str) -> None:
    with pytest.raises(UnscoredError):
        worker(make_reward_worker(away_url)).compute_rewards(data_of([GOOD]))
    output = worker(make_reward_worker(away_url, filler=0.5)).compute_rewards(data_of([GOOD]))
    assert output.batch["scores"].tolist() == [0.5]
    assert output.meta_info["metrics"] == {"folkmoot/scored_share": 0.0}


def test_no_filler_stands_for_a_scenario_that_does_not_exist(server_url: str) -> None:
    data = data_of([GOOD, GOOD], ground_truth=[LABEL, f"{COLLECTION}/nowhere"])
    with pytest.raises(NotFoundError, match="nowhere"):
        worker(make_reward_worker(server_url, filler=0.5)).compute_rewards(data)


def test_without_roll_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "roll.distributed.executor.worker", None)
    with pytest.raises(ImportError, match="alibaba/ROLL; the package `roll` on PyPI is another project"):
        _ = folkmoot.roll.RewardWorker

"""The contract with slime and miles: one sample or a list of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from folkmoot import NotFoundError, UnscoredError
from folkmoot.slime import custom_rm

from .conftest import BAD, COLLECTION, GOOD, OPENING, SCENARIO, StartFake, batch_answer, run


@dataclass
class Sample:
    """As much of slime's sample as reward functions read."""

    response: str
    prompt: Any = field(default_factory=lambda: [OPENING])
    label: Any = f"{COLLECTION}/{SCENARIO}"
    metadata: dict[str, Any] = field(default_factory=dict)


def test_a_sample_is_a_number_and_samples_are_a_list(server_url: str) -> None:
    args = SimpleNamespace(folkmoot_url=server_url, reward_key=None)
    one = run(custom_rm(args, Sample(GOOD["content"])))
    many = run(custom_rm(args, [Sample(f"{GOOD['content']}<|im_end|>"), Sample(BAD["content"])]))
    assert type(one) is float
    assert isinstance(many, list)
    assert many[0] == one
    assert many[1] != one


def test_templated_prompts_metadata_and_a_reward_key(server_url: str) -> None:
    args = SimpleNamespace(
        folkmoot_url=server_url, reward_key="reward", folkmoot_dimensions=["D1_InformationGathering"]
    )
    prompt = f"<|im_start|>user\n{OPENING['content']}<|im_end|>\n<|im_start|>assistant\n"
    metadata = {"collection_slug": COLLECTION, "scenario_slug": SCENARIO}
    found = run(custom_rm(args, Sample(GOOD["content"], prompt, label="42", metadata=metadata)))
    assert isinstance(found, dict)
    assert list(found) == ["reward", "D1_InformationGathering"]
    assert found["reward"] == run(custom_rm(SimpleNamespace(folkmoot_url=server_url), Sample(GOOD["content"])))


def test_without_a_reward_only_a_chosen_filler_helps(start_fake: StartFake) -> None:
    fake = start_fake(lambda _path, _body: (200, batch_answer([{"reward": None, "status": "unscored"}])))
    with pytest.raises(UnscoredError):
        run(custom_rm(SimpleNamespace(folkmoot_url=fake.url), Sample("x")))
    assert run(custom_rm(SimpleNamespace(folkmoot_url=fake.url, folkmoot_filler=0.5), Sample("x"))) == 0.5


def test_no_filler_stands_for_a_scenario_that_does_not_exist(server_url: str) -> None:
    args = SimpleNamespace(folkmoot_url=server_url, folkmoot_filler=0.5)
    with pytest.raises(NotFoundError, match="nowhere"):
        run(custom_rm(args, [Sample("x"), Sample("x", label=f"{COLLECTION}/nowhere")]))


def test_answers_to_one_prompt_are_a_group(start_fake: StartFake) -> None:
    fake = start_fake(lambda _path, body: (200, batch_answer([{"reward": 1} for _ in body["items"]])))
    args = SimpleNamespace(folkmoot_url=fake.url, folkmoot_reward_mode="group")
    samples = [Sample("x"), Sample("y"), Sample("z", prompt=[{"role": "user", "content": "Another."}])]
    assert run(custom_rm(args, samples)) == [1.0, 1.0, 1.0]
    [(_, body)] = fake.requests
    groups = [item["group_id"] for item in body["items"]]
    assert groups[0] == groups[1] != groups[2]
    assert body["reward_mode"] == "group"

"""The contract with OpenRLHF: a reward function called as `agent.py` does, and an agent that is stepped."""

from __future__ import annotations

import inspect
import json
import sys
from types import ModuleType
from typing import Any

import pytest

from folkmoot import NotFoundError, Retries, Settings, UnscoredError
from folkmoot.openrlhf import EpisodeAgent, make_agent_executor, make_reward_func

from .conftest import BAD, COLLECTION, GOOD, OPENING, SCENARIO, StartFake, batch_answer, run

PROMPT = f"<|im_start|>user\n{OPENING['content']}<|im_end|>\n<|im_start|>assistant\n"
LABEL = json.dumps({"collection_slug": COLLECTION, "scenario_slug": SCENARIO})
AWAY = Settings(url="http://127.0.0.1:9", retries=Retries(attempts_max=1))


class Tensor:
    """As much of a tensor as OpenRLHF asks of rewards."""

    def __init__(self, values: Any) -> None:
        self.values = values

    def item(self) -> float:
        assert isinstance(self.values, float)
        return self.values

    def tolist(self) -> Any:
        return self.values


@pytest.fixture(autouse=True)
def torch(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("torch")
    module.tensor = Tensor  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "torch", module)


def query(answer: dict[str, str]) -> str:
    return f"{PROMPT}{answer['content']}<|im_end|>"


def test_templated_conversations_are_rewarded(server_url: str) -> None:
    function = make_reward_func(server_url, dimensions=["D1_InformationGathering", "D9_None"])
    found = [function([query(answer)], [PROMPT], [LABEL]) for answer in (GOOD, BAD)]
    rewards = [each["rewards"].tolist()[0] for each in found]
    assert rewards[0] > rewards[1]
    assert all(type(reward) is float for reward in rewards)
    for each in found:
        assert each["scores"].tolist() == each["rewards"].tolist()
        assert list(each["extra_logs"]) == ["D1_InformationGathering", "D9_None"]
        assert each["extra_logs"]["D9_None"].tolist() == [0.0]


def test_the_label_may_be_a_path_or_an_object(server_url: str) -> None:
    function = make_reward_func(server_url)
    labels = [f"{COLLECTION}/{SCENARIO}", {"collection_slug": COLLECTION, "scenario_slug": SCENARIO}]
    rewards = function([query(GOOD)] * 2, [PROMPT] * 2, labels)["rewards"].tolist()
    assert rewards[0] == rewards[1] > 0


def test_without_a_reward_only_a_chosen_filler_helps(start_fake: StartFake) -> None:
    fake = start_fake(lambda _path, _body: (200, batch_answer([{"reward": None, "status": "unscored"}])))
    with pytest.raises(UnscoredError):
        make_reward_func(fake.url)([query(GOOD)], [PROMPT], [LABEL])
    filled = make_reward_func(fake.url, filler=-0.5, dimensions=["D1"])([query(GOOD)], [PROMPT], [LABEL])
    assert filled["rewards"].tolist() == [-0.5]
    assert filled["extra_logs"]["D1"].tolist() == [0.0]


def test_no_filler_stands_for_a_scenario_that_does_not_exist(server_url: str) -> None:
    function = make_reward_func(server_url, filler=0.0)
    with pytest.raises(NotFoundError, match="nowhere"):
        function([query(GOOD)] * 2, [PROMPT] * 2, [LABEL, f"{COLLECTION}/nowhere"])


def test_while_the_server_is_away_only_a_chosen_filler_helps() -> None:
    with pytest.raises(UnscoredError):
        make_reward_func(settings=AWAY)([query(GOOD)], [PROMPT], [LABEL])
    filled = make_reward_func(settings=AWAY, filler=0.25)([query(GOOD)], [PROMPT], [LABEL])
    assert filled["rewards"].tolist() == [0.25]


def test_a_dimension_must_not_take_a_column_of_openrlhf() -> None:
    with pytest.raises(ValueError, match="kl"):
        make_reward_func("http://test", dimensions=["kl"])


def test_an_agents_rewards_sum_to_the_score(server_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    agents = ModuleType("openrlhf.utils.agent")

    class AgentInstanceBase:
        pass

    class MultiTurnAgentExecutor:
        def __init__(self, agent_instance: type[Any]) -> None:
            self.agent_instance = agent_instance

    agents.AgentInstanceBase = AgentInstanceBase  # type: ignore[attr-defined]
    agents.MultiTurnAgentExecutor = MultiTurnAgentExecutor  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "openrlhf", ModuleType("openrlhf"))
    monkeypatch.setitem(sys.modules, "openrlhf.utils", ModuleType("openrlhf.utils"))
    monkeypatch.setitem(sys.modules, "openrlhf.utils.agent", agents)

    executor = make_agent_executor(server_url, template="chatml", dimensions=["D1_InformationGathering"])()
    assert isinstance(executor, MultiTurnAgentExecutor)
    assert issubclass(executor.agent_instance, AgentInstanceBase)

    async def play() -> None:
        agent = executor.agent_instance()
        assert inspect.iscoroutinefunction(agent.step)
        assert await agent.reset({"observation": PROMPT, "label": LABEL}) == {"observation": PROMPT}
        total = 0.0
        for action in ("Where exactly does it hurt?<|im_end|>", "Any numbness, or trouble passing water?"):
            state = {
                "observation_text": PROMPT,
                "action_text": action,
                "label": LABEL,
                "sampling_params": "as they were",
            }
            stepped = await agent.step(state)
            total += stepped["rewards"].item()
            assert stepped["scores"].item() == pytest.approx(total)
            assert stepped["sampling_params"] == "as they were"
            assert not stepped["done"]
            feedback = stepped["environment_feedback"]
            assert feedback.startswith(
                "\n<|im_start|>user\n" if action.endswith(">") else "<|im_end|>\n<|im_start|>user\n"
            )
            assert feedback.endswith("<|im_end|>\n<|im_start|>assistant\n")
        assert total > 0

    run(play())


def test_an_agent_without_a_server_ends_with_the_filler() -> None:
    async def play(filler: float | None) -> dict[str, Any]:
        agent = EpisodeAgent(AWAY, "chatml", COLLECTION, SCENARIO, filler=filler)
        await agent.reset({"observation": PROMPT, "label": ""})
        return await agent.step({"action_text": "Hello."})

    with pytest.raises(UnscoredError):
        run(play(None))
    ended = run(play(0.0))
    assert (ended["done"], ended["rewards"].item(), ended["environment_feedback"]) == (True, 0.0, "")

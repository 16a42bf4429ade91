"""GRPO with TRL's `environment_factory` on a CPU: a tiny model plays whole episodes, and the server dies during one.

    npm run build && .venv/bin/python clients/python/e2e/train_grpo_episodes.py

Nothing is downloaded. A model of random weights calls no tool, so it is first shown episodes that were played on the
spot by drawing sentences, sensible and pointless ones alike: from these it has the form of a call and nothing else.
GRPO then has to find out which sentences matter, from the server's rewards alone. In the middle the server is killed
between two turns, stays away for two steps and comes back. Exits with 1 where anything is not as it should be.
"""

from __future__ import annotations

import math
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch
from datasets import Dataset
from running_server import RunningServer
from tiny_model import line_tokenizer, tiny_model
from transformers import PreTrainedTokenizerFast, Qwen2ForCausalLM, TrainerCallback
from trl import GRPOConfig, GRPOTrainer
from trl.chat_template_utils import get_training_chat_template, qwen2_5_chat_template

from folkmoot import Client, Retries, Settings
from folkmoot.trl import EpisodeEnvironment, environment_factory, episode_dimensions

COLLECTION, SCENARIO = "medical-intake", "lower-back-pain"
PROMPT = [{"role": "user", "content": "Talk to the person by the tools."}]
STEPS, DIES_IN, BACK_AFTER = 22, 11, 13
GROUP, EPISODES_A_STEP = 8, 16
SHOWN_EPISODES, SHOWN_STEPS = 96, 150
SENSIBLE = [
    "I'm sorry, that sounds painful. How did it begin?",
    "Does the pain go down into your legs?",
    "Do your feet feel weak or numb?",
    "Any trouble passing urine?",
    "Is there any numbness around your bottom?",
    "What worries you most about it?",
    "Which painkillers have you been taking?",
    "Have you had this before?",
]
POINTLESS = [
    "Lovely weather today.",
    "I see.",
    "The printer is broken again.",
    "Please wait a moment.",
    "As you like.",
    "That is a nice van.",
    "Let me look that up.",
    "Have a seat.",
]
URGENCIES = ["emergency", "urgent", "routine", "self_care"]

Message = dict[str, Any]


def drawn_call(draw: random.Random) -> tuple[str, dict[str, Any]]:
    """A tool and its arguments, blindly."""
    if draw.random() < 0.1:
        return "use_tool", {"name": "disposition", "arguments": {"value": draw.choice(URGENCIES)}}
    return "send_message", {"content": draw.choice(SENSIBLE + POINTLESS)}


def drawn_episode(environment: EpisodeEnvironment, draw: random.Random) -> list[Message]:
    """An episode that was played blindly, as TRL would render it."""
    begun = environment.reset(prompt=PROMPT, scenario_slug=SCENARIO, seed=draw.randrange(2**31))
    messages: list[Message] = [{"role": "user", "content": PROMPT[0]["content"] + begun}]
    for _ in range(draw.randint(3, 6)):
        name, arguments = drawn_call(draw)
        call = {"type": "function", "function": {"name": name, "arguments": arguments}}
        messages.append({"role": "assistant", "content": "", "tool_calls": [call]})
        answer = getattr(environment, name)(**arguments)
        messages.append({"role": "tool", "name": name, "content": answer})
        if "over" in answer.splitlines()[-1]:
            break
    messages.append({"role": "assistant", "content": "Done."})
    return messages


def show(
    model: Qwen2ForCausalLM, tokenizer: PreTrainedTokenizerFast, episodes: list[list[Message]], tools: list[Any]
) -> float:
    """Teaches the model the form of these episodes; the loss is that of its own lines. Returns the last loss."""
    template = get_training_chat_template(tokenizer)
    rows = [
        tokenizer.apply_chat_template(
            messages, tools=tools, chat_template=template, return_dict=True, return_assistant_tokens_mask=True
        )
        for messages in episodes
    ]
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    draw = random.Random(0)
    loss = torch.tensor(math.nan)
    for _ in range(SHOWN_STEPS):
        batch = draw.sample(rows, 8)
        width = max(len(row["input_ids"]) for row in batch)
        ids = torch.full((len(batch), width), int(tokenizer.pad_token_id))
        labels = torch.full((len(batch), width), -100)
        for place, row in enumerate(batch):
            found = torch.tensor(row["input_ids"])
            ids[place, : len(found)] = found
            labels[place, : len(found)] = torch.where(torch.tensor(row["assistant_masks"]) == 1, found, -100)
        loss = model(input_ids=ids, attention_mask=ids != tokenizer.pad_token_id, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return float(loss)


@dataclass
class Record(TrainerCallback):
    """Kills the server and brings it back; keeps which episode earned which reward."""

    server: RunningServer
    environments: Callable[[], list[EpisodeEnvironment]] = list
    played: dict[str, float] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)

    def on_step_begin(self, args: object, state: Any, control: object, **_: object) -> None:
        if state.global_step + 1 == DIES_IN:
            self.server.kill_after(turns=EPISODES_A_STEP + EPISODES_A_STEP // 2)

    def on_step_end(self, args: object, state: Any, control: object, **_: object) -> None:
        rewards = [(each.episode_id, each.get_reward()) for each in self.environments()]
        self.left_out.append(sum(reward is None for _, reward in rewards))
        self.played.update({name: reward for name, reward in rewards if name is not None and reward is not None})
        if state.global_step == BACK_AFTER:
            self.server.start()


def main() -> int:
    """Shows, trains, checks. Returns the exit code."""
    torch.manual_seed(0)
    with RunningServer() as server:
        settings = Settings(url=server.url, retries=Retries(attempts_max=2, base_seconds=0.1))
        with Client(settings=settings) as client:
            dimensions = [dimension.key for dimension in client.collection(COLLECTION).dimensions]
        factory = environment_factory(settings=settings, collection_slug=COLLECTION)
        environment = factory()
        draw = random.Random(0)
        episodes = [drawn_episode(environment, draw) for _ in range(SHOWN_EPISODES)]
        tools = [environment.send_message, environment.use_tool]
        wordless = line_tokenizer([], 300, qwen2_5_chat_template)
        texts = [wordless.apply_chat_template(each, tools=tools, tokenize=False) for each in episodes]
        tokenizer = line_tokenizer(texts, 3000, qwen2_5_chat_template)
        model = tiny_model(tokenizer, hidden=64)
        loss = show(model, tokenizer, episodes, tools)
        print(f"{SHOWN_EPISODES} episodes were played blindly and shown; loss {loss:.3f}", flush=True)
        kept_before, turns_before = server.episodes_kept(), server.turns_answered()
        record = Record(server)
        rows = [{"prompt": PROMPT, "scenario_slug": SCENARIO, "seed": seed} for seed in range(64)]
        with tempfile.TemporaryDirectory() as folder:
            config = GRPOConfig(
                output_dir=folder,
                max_steps=STEPS,
                per_device_train_batch_size=EPISODES_A_STEP,
                num_generations=GROUP,
                max_completion_length=240,
                max_tool_calling_iterations=6,
                learning_rate=2e-3,
                lr_scheduler_type="constant",
                logging_steps=1,
                save_strategy="no",
                report_to=[],
                use_cpu=True,
                seed=0,
                reward_weights=[0.0] * len(dimensions),
                disable_tqdm=True,
            )
            trainer = GRPOTrainer(
                model=model,
                reward_funcs=episode_dimensions(dimensions),
                environment_factory=factory,
                args=config,
                train_dataset=Dataset.from_list(rows),
                processing_class=tokenizer,
                callbacks=[record],
            )
            record.environments = lambda: trainer.environments
            trainer.train()
        steps = [entry for entry in trainer.state.log_history if "loss" in entry]
        episodes_new = server.episodes_kept() - kept_before
        turns_new = server.turns_answered() - turns_before
        with Client(settings=settings) as client:
            turns_trained_on = look_up(client, record.played)
        assert episodes_new == EPISODES_A_STEP * (STEPS - (BACK_AFTER - DIES_IN)), episodes_new
        assert turns_new >= turns_trained_on, (turns_new, turns_trained_on)
        print(f"the server keeps {episodes_new} new episodes and answered {turns_new} turns of them")
        print(
            f"{len(record.played)} of them were trained on, {turns_trained_on} turns; each at the server's own reward"
        )
        return check(steps, dimensions, record)


def look_up(client: Client, played: dict[str, float]) -> int:
    """Holds every reward that was trained on against the server's own episode. Returns the turns in all of them."""
    turns = 0
    for name, reward in played.items():
        episode = client.read_episode(name)
        assert episode.turn > 0
        assert episode.last_answer is not None
        assert episode.last_answer.cumulative_reward == reward, (name, episode.last_answer.cumulative_reward, reward)
        turns += episode.turn
    for name in list(played)[:: max(1, len(played) // 8)]:
        assert client.verify_episode(name).verified, name
    return turns


def shown(value: float | None) -> str:
    """A mean as TRL logs it: `None`, or NaN, where there is nothing to take it of."""
    return "  none" if value is None or math.isnan(value) else f"{value:6.3f}"


def check(steps: list[dict[str, float]], dimensions: list[str], record: Record) -> int:
    """Prints each step; the run is good where rewards rose, and are missing in the outage alone."""
    for number, step in enumerate(steps, 1):
        means = " ".join(f"{name.split('_')[0]}={shown(step.get(f'rewards/{name}/mean'))}" for name in dimensions)
        print(
            f"step {number:2d}  scored {step['folkmoot_episodes/scored_share']:.2f}  reward {shown(step['reward'])}"
            f"  loss {step['loss']:+.4f}  calls {step['tools/call_frequency']:.2f}  {means}"
        )
    expected = [
        (0, EPISODES_A_STEP) if DIES_IN < number <= BACK_AFTER else (EPISODES_A_STEP, 0)
        for number in range(1, STEPS + 1)
    ]
    found = [(EPISODES_A_STEP - count, count) for count in record.left_out]
    elsewhere = [number for number in range(1, STEPS + 1) if number != DIES_IN]
    first, last = (sum(step["reward"] or 0 for step in part) / 8 for part in (steps[:8], steps[-8:]))
    broken = record.left_out[DIES_IN - 1]
    print(f"in step {DIES_IN}, in which the server was killed, {broken} of {EPISODES_A_STEP} episodes were left out")
    print(f"mean reward of the first eight steps {first:.3f}, of the last eight {last:.3f}")
    is_good = (
        len(steps) == len(record.left_out) == STEPS
        and all(math.isfinite(step["loss"]) for step in steps)
        and all(found[number - 1] == expected[number - 1] for number in elsewhere)
        and record.left_out[DIES_IN - 1] > 0
        and last > first + 0.03
    )
    print(f"{'OK' if is_good else 'NOT AS IT SHOULD BE'}: {len(steps)} steps of episodes")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

"""GRPO with TRL on a CPU whose rollout function plays episodes: a tiny random model, a running server, a few steps.

    python -m venv .venv && .venv/bin/pip install trl torch -e clients/python
    npm run build && .venv/bin/python clients/python/e2e/train_grpo_rollout.py

It shows that TRL takes what `folkmoot.trl.rollout_func` returns, masks the persona's words, and that the rewards of the
episodes reach the loss: exits with 1 where that is not so. The scenario is that of `train_grpo.py`, of three turns.
"""

from __future__ import annotations

import math
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("TRL_EXPERIMENTAL_SILENCE", "1")

import torch
from check_frameworks import server
from datasets import Dataset
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM
from trl import GRPOConfig, GRPOTrainer

from folkmoot.trl import EpisodeReward, rollout_func

STEPS, TURNS, ROOM = 3, 3, 400
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def make_tokenizer() -> PreTrainedTokenizerFast:
    """Bytes are its words."""
    specials = ["<pad>", "<|im_start|>", "<|im_end|>"]
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={word: place for place, word in enumerate(specials + alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        eos_token="<|im_end|>",
        additional_special_tokens=["<|im_start|>"],
        padding_side="left",
    )
    wrapped.chat_template = TEMPLATE
    return wrapped


def make_model(tokenizer: PreTrainedTokenizerFast) -> Qwen2ForCausalLM:
    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        max_position_embeddings=8192,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
    )
    return Qwen2ForCausalLM(config)


def write_scenario(folder: Path) -> None:
    """The letters, whose rewards random words can earn, as a talk of three turns."""
    letters = Path(__file__).resolve().parent / "scenarios" / "letters"
    shutil.copytree(letters, folder / "letters")
    file = folder / "letters" / "vowels.yaml"
    text = file.read_text(encoding="utf-8").split("tests:")[0]
    file.write_text(text.replace("max_turns: 1", f"max_turns: {TURNS}"), encoding="utf-8")


def train(url: str, folder: str) -> tuple[list[dict[str, float]], list[dict[str, Any]]]:
    """A few steps. Returns what TRL logged of each, and what the rollout function gave it."""
    seen: list[dict[str, Any]] = []
    play = rollout_func(url, turns_max=TURNS + 1)

    def watched(prompts: list[Any], trainer: GRPOTrainer) -> dict[str, Any]:
        seen.append(play(prompts, trainer))
        return seen[-1]

    tokenizer = make_tokenizer()
    trainer = GRPOTrainer(
        model=make_model(tokenizer),
        reward_funcs=[EpisodeReward(), EpisodeReward("D1_Letters")],
        rollout_func=watched,
        args=GRPOConfig(
            output_dir=folder,
            max_steps=STEPS,
            per_device_train_batch_size=4,
            num_generations=4,
            max_completion_length=ROOM,
            logging_steps=1,
            save_strategy="no",
            report_to=[],
            use_cpu=True,
            seed=0,
            # Else random words go on for hundreds of tokens.
            generation_kwargs={"exponential_decay_length_penalty": (15, 1.5)},
            disable_tqdm=True,
        ),
        train_dataset=Dataset.from_list([{"prompt": [{"role": "user", "content": "letters/vowels"}]}] * 8),
        processing_class=tokenizer,
    )
    trainer.train()
    return [entry for entry in trainer.state.log_history if "loss" in entry], seen


def main() -> int:
    """Trains, checks what went through. Returns the exit code."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as scenarios:
        write_scenario(Path(scenarios))
        with server(Path(scenarios)) as url:
            steps, seen = train(url, folder)
    return check(steps, seen)


def check(steps: list[dict[str, float]], seen: list[dict[str, Any]]) -> int:
    """Prints each step. Good where all are there, and TRL trained on the rewards and the tokens of the episodes."""
    is_good = len(steps) == len(seen) == STEPS
    for number, (step, output) in enumerate(zip(steps, seen, strict=False), 1):
        rewards, masks = output["episode_reward"], output["env_mask"]
        mine, all_tokens = sum(map(sum, masks)), sum(map(len, masks))
        logged = step["rewards/episode_reward/mean"]
        print(
            f"step {number}  turns {output['episode_turns']}  learned {mine} of {all_tokens} tokens  "
            f"reward {logged:.4f}  loss {step['loss']:+.5f}  gradient {step['grad_norm']:.4f}"
        )
        is_good &= math.isfinite(step["loss"]) and step["grad_norm"] > 0 and 0 < mine < all_tokens
        is_good &= math.isclose(logged, sum(rewards) / len(rewards), abs_tol=1e-5)
        is_good &= math.isclose(step["completions/mean_length"], mine / len(masks), abs_tol=1e-3)
    print(f"{'OK' if is_good else 'NOT AS IT SHOULD BE'}: {len(steps)} steps of episodes")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

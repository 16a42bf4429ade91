"""GRPO with TRL on a CPU: a tiny random model, rewards from a running server, an outage in the middle.

    python -m venv .venv && .venv/bin/pip install trl torch -e clients/python
    npm run build && .venv/bin/python clients/python/e2e/train_grpo.py

Downloads no model: model and tokenizer are made on the spot, and the scenario asks for no more than short answers with
vowels in them. It shows that rewards, dimensions and outages go through TRL as they should, and that the model learns
from them: exits with 1 where that is not so.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import torch
from datasets import Dataset
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM, TrainerCallback
from trl import GRPOConfig, GRPOTrainer

from folkmoot import Client, Retries, Settings
from folkmoot.datasets import opening_messages
from folkmoot.trl import reward_func, reward_funcs_per_dimension

ROOT = Path(__file__).resolve().parents[3]
SCENARIOS = Path(__file__).resolve().parent / "scenarios"
COLLECTION = "letters"
STEPS, AWAY_FROM, AWAY_TO = 40, 15, 18
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


class Server:
    """The server, which can go away and come back at the same address."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        node = shutil.which("node") or "node"
        words = [
            "serve",
            "--port",
            str(self.port),
            "--database",
            "sqlite::memory:",
            "--scenarios",
            str(SCENARIOS),
        ]
        self.process = subprocess.Popen(
            [node, str(ROOT / "dist" / "main.js"), *words, "--log-level", "silent"], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if re.match("listening on ", line):
                return
        raise RuntimeError("The server did not start.")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
            self.process = None


class Outage(TrainerCallback):
    """Takes the server away in the middle of the run."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def on_step_end(self, args: object, state: object, control: object, **_: object) -> None:
        step = state.global_step  # type: ignore[attr-defined]
        if step == AWAY_FROM:
            self.server.stop()
        elif step == AWAY_TO:
            self.server.start()


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
        max_position_embeddings=4096,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
    )
    return Qwen2ForCausalLM(config)


def main() -> int:
    """Trains, checks the log. Returns the exit code."""
    server = Server()
    server.start()
    try:
        with Client(server.url) as client:
            dimensions = [dimension.key for dimension in client.collection(COLLECTION).dimensions]
            scenarios = [client.scenario(COLLECTION, each.slug) for each in client.scenarios(COLLECTION)]
        rows = [
            {"prompt": opening_messages(each), "collection_slug": COLLECTION, "scenario_slug": each.slug}
            for each in scenarios
        ] * 8
        settings = Settings(url=server.url, retries=Retries(attempts_max=2, base_seconds=0.1))
        functions = [reward_func(settings=settings), *reward_funcs_per_dimension(dimensions, settings=settings)]
        tokenizer = make_tokenizer()
        with tempfile.TemporaryDirectory() as folder:
            config = GRPOConfig(
                output_dir=folder,
                max_steps=STEPS,
                per_device_train_batch_size=16,
                num_generations=8,
                max_completion_length=48,
                learning_rate=1e-2,
                lr_scheduler_type="constant",
                logging_steps=1,
                save_strategy="no",
                report_to=[],
                use_cpu=True,
                seed=0,
                reward_weights=[1.0] + [0.0] * len(dimensions),
                disable_tqdm=True,
            )
            trainer = GRPOTrainer(
                model=make_model(tokenizer),
                reward_funcs=functions,
                args=config,
                train_dataset=Dataset.from_list(rows),
                processing_class=tokenizer,
                callbacks=[Outage(server)],
            )
            trainer.train()
        return check([entry for entry in trainer.state.log_history if "loss" in entry], dimensions)
    finally:
        server.stop()


def shown(value: float | None) -> str:
    """A mean as TRL logs it: `None`, or NaN, where there is nothing to take it of."""
    return "  none" if value is None or math.isnan(value) else f"{value:6.3f}"


def check(steps: list[dict[str, float]], dimensions: list[str]) -> int:
    """Prints each step; the run is good where all steps are there, and rewards are missing in the outage alone."""
    shares = [step.get("folkmoot_reward/scored_share", math.nan) for step in steps]
    for number, (step, share) in enumerate(zip(steps, shares, strict=True), 1):
        means = " ".join(f"{name}={shown(step.get(f'rewards/{name}/mean'))}" for name in dimensions)
        print(
            f"step {number:2d}  scored {share:.2f}  reward {shown(step['reward'])}  loss {step['loss']:+.5f}  {means}"
        )
    away = [number for number, share in enumerate(shares, 1) if share == 0]
    expected = list(range(AWAY_FROM + 1, AWAY_TO + 1))
    is_finite = all(math.isfinite(step["loss"]) for step in steps)
    first, last = (sum(step["reward"] or 0 for step in part) / 10 for part in (steps[:10], steps[-10:]))
    print(f"mean reward of the first ten steps {first:.3f}, of the last ten {last:.3f}")
    is_good = (
        last > first
        and len(steps) == STEPS
        and away == expected
        and is_finite
        and all(share in (0, 1) for share in shares)
    )
    print(f"{'OK' if is_good else 'NOT AS IT SHOULD BE'}: {len(steps)} steps, without rewards in steps {away}")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

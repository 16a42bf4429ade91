"""GRPO with TRL on a CPU: a tiny random model, rewards from a running server, an outage in the middle.

    python -m venv .venv && .venv/bin/pip install trl torch -e clients/python
    npm run build && .venv/bin/python clients/python/e2e/train_grpo.py

Downloads no model: model and tokenizer are made on the spot, and the scenario asks for no more than short answers with
vowels in them. It shows that rewards, dimensions and outages go through TRL as they should, and that the model learns
from them: exits with 1 where that is not so.
"""

from __future__ import annotations

import math
import sys
import tempfile

from datasets import Dataset
from running_server import LETTERS, RunningServer
from tiny_model import byte_tokenizer, tiny_model
from transformers import TrainerCallback
from trl import GRPOConfig, GRPOTrainer

from folkmoot import Client, Retries, Settings
from folkmoot.datasets import opening_messages
from folkmoot.trl import reward_func, reward_funcs_per_dimension

COLLECTION = "letters"
STEPS, AWAY_FROM, AWAY_TO = 40, 15, 18


class Outage(TrainerCallback):
    """Takes the server away in the middle of the run."""

    def __init__(self, server: RunningServer) -> None:
        self.server = server

    def on_step_end(self, args: object, state: object, control: object, **_: object) -> None:
        step = state.global_step  # type: ignore[attr-defined]
        if step == AWAY_FROM:
            self.server.stop()
        elif step == AWAY_TO:
            self.server.start()


def main() -> int:
    """Trains, checks the log. Returns the exit code."""
    with RunningServer(LETTERS) as server:
        with Client(server.url) as client:
            dimensions = [dimension.key for dimension in client.collection(COLLECTION).dimensions]
            scenarios = [client.scenario(COLLECTION, each.slug) for each in client.scenarios(COLLECTION)]
        rows = [
            {"prompt": opening_messages(each), "collection_slug": COLLECTION, "scenario_slug": each.slug}
            for each in scenarios
        ] * 8
        settings = Settings(url=server.url, retries=Retries(attempts_max=2, base_seconds=0.1))
        functions = [reward_func(settings=settings), *reward_funcs_per_dimension(dimensions, settings=settings)]
        tokenizer = byte_tokenizer()
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
                model=tiny_model(tokenizer),
                reward_funcs=functions,
                args=config,
                train_dataset=Dataset.from_list(rows),
                processing_class=tokenizer,
                callbacks=[Outage(server)],
            )
            trainer.train()
        return check([entry for entry in trainer.state.log_history if "loss" in entry], dimensions)


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

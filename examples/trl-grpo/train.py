"""GRPO with TRL: prompts, rewards and dimensions from a collection of the server.

    python train.py --model Qwen/Qwen3-0.6B --collection writing --out model
    python train.py --tiny --collection letters --out model     a model of random weights, nothing downloaded

FOLKMOOT_URL says where the server is. `--tiny` needs a clone, and a server that was started with
`--scenarios clients/python/e2e/scenarios`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from datasets import Dataset
from folkmoot import Client
from folkmoot.datasets import opening_messages
from folkmoot.trl import reward_func, reward_funcs_per_dimension
from trl import GRPOConfig, GRPOTrainer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="Qwen/Qwen3-0.6B")
    parser.add_argument("--collection", default="writing")
    parser.add_argument("--out", type=Path, default=Path("model"))
    parser.add_argument("--steps", type=int, default=None, help="20 with --tiny, else 500")
    parser.add_argument("--tiny", action="store_true", help="a model made on the spot, for trying this out on a CPU")
    arguments = parser.parse_args()

    with Client() as client:
        dimensions = [each.key for each in client.collection(arguments.collection).dimensions]
        slugs = [each.slug for each in client.scenarios(arguments.collection)]
        scenarios = [client.scenario(arguments.collection, slug) for slug in slugs]
    rows = [{"prompt": opening_messages(each), "scenario_slug": each.slug} for each in scenarios] * 64

    reward = reward_func(collection_slug=arguments.collection)
    per_dimension = reward_funcs_per_dimension(dimensions, collection_slug=arguments.collection)
    model, sizes = tiny() if arguments.tiny else ({"model": arguments.model}, {"max_completion_length": 512})
    trainer = GRPOTrainer(
        **model,
        reward_funcs=[reward, *per_dimension],
        args=GRPOConfig(
            output_dir=str(arguments.out),
            max_steps=arguments.steps or (20 if arguments.tiny else 500),
            num_generations=8,
            reward_weights=[1.0] + [0.0] * len(dimensions),  # dimensions are logged; the reward alone trains
            logging_steps=1,
            report_to=[],
            **sizes,
        ),
        train_dataset=Dataset.from_list(rows),
    )
    trainer.train()
    trainer.save_model(str(arguments.out))

    # A step during which the server was away has no reward, and is no step of reward 0.
    rewards = [entry["reward"] for entry in trainer.state.log_history if entry.get("reward") is not None]
    first, last = (sum(part) / len(part) for part in (rewards[:5], rewards[-5:]))
    steps = trainer.state.global_step
    print(f"{steps} steps, mean reward {first:.3f} in the first five and {last:.3f} in the last five")


def tiny() -> tuple[dict[str, Any], dict[str, Any]]:
    """A model and a tokenizer made on the spot, and what suits them."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "clients" / "python" / "e2e"))
    from tiny_model import byte_tokenizer, tiny_model  # noqa: PLC0415

    tokenizer = byte_tokenizer()
    sizes = {
        "per_device_train_batch_size": 16,
        "max_completion_length": 32,
        "learning_rate": 1e-2,
        "lr_scheduler_type": "constant",
        "use_cpu": True,
    }
    return {"model": tiny_model(tokenizer), "processing_class": tokenizer}, sizes


if __name__ == "__main__":
    main()

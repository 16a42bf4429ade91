"""DPO with TRL: the model answers every prompt twice, the server says which answer is better, DPO learns from it.

    python train.py --model Qwen/Qwen3-0.6B --collection writing --out model
    python train.py --tiny --collection letters --out model     a model of random weights, nothing downloaded

FOLKMOOT_URL says where the server is. `--tiny` needs a clone, and a server that was started with
`--scenarios clients/python/e2e/scenarios`.
"""

from __future__ import annotations

import argparse
import copy
import sys
from pathlib import Path
from typing import Any

from datasets import Dataset
from folkmoot import Client, ProgressLine
from folkmoot.datasets import opening_messages, to_dpo
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import DPOConfig, DPOTrainer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="Qwen/Qwen3-0.6B")
    parser.add_argument("--collection", default="writing")
    parser.add_argument("--out", type=Path, default=Path("model"))
    parser.add_argument("--steps", type=int, default=None, help="20 with --tiny, else 200")
    parser.add_argument("--pairs", type=int, default=256)
    parser.add_argument("--confidence", type=float, default=0.0, help="rows below it are left out")
    parser.add_argument("--tiny", action="store_true", help="a model made on the spot, for trying this out on a CPU")
    arguments = parser.parse_args()

    if arguments.tiny:
        model, tokenizer, sizes, length = tiny()
    else:
        model = AutoModelForCausalLM.from_pretrained(arguments.model, torch_dtype="auto")
        tokenizer = AutoTokenizer.from_pretrained(arguments.model, padding_side="left")
        sizes, length = {}, 512

    with Client() as client:
        slugs = [each.slug for each in client.scenarios(arguments.collection)]
        scenarios = [client.scenario(arguments.collection, slug) for slug in slugs]
        pairs = []
        while len(pairs) < arguments.pairs:
            scenario = scenarios[len(pairs) % len(scenarios)]
            pairs += answered_pairs(model, tokenizer, arguments.collection, scenario, length)
        # With annotators online, human={"mode": "auto"} asks them within the latency budget.
        results = client.batch_compare(pairs, progress=ProgressLine("compared")).results
    rows = to_dpo(pairs, results, confidence_min=arguments.confidence)
    print(f"{len(pairs)} pairs: {len(rows)} rows, {sum(result.winner == 'tie' for result in results)} ties")

    trainer = DPOTrainer(
        model=model,
        ref_model=copy.deepcopy(model),
        args=DPOConfig(
            output_dir=str(arguments.out),
            max_steps=arguments.steps or (20 if arguments.tiny else 200),
            logging_steps=5,
            report_to=[],
            **sizes,
        ),
        train_dataset=Dataset.from_list(rows),
        processing_class=tokenizer,
    )
    trainer.train()
    trainer.save_model(str(arguments.out))
    accuracies = [entry["rewards/accuracies"] for entry in trainer.state.log_history if "rewards/accuracies" in entry]
    print(f"{trainer.state.global_step} steps, accuracy {accuracies[-1]:.3f} in the last ones")


def answered_pairs(model: Any, tokenizer: Any, collection: str, scenario: Any, length: int) -> list[dict[str, Any]]:
    """Eight pairs of answers to the scenario's opening, as the model samples them."""
    prompt = opening_messages(scenario)
    asked = tokenizer.apply_chat_template(
        [prompt] * 16, add_generation_prompt=True, return_tensors="pt", return_dict=True
    ).to(model.device)
    written = model.generate(**asked, max_new_tokens=length, do_sample=True, temperature=1.0)
    texts = tokenizer.batch_decode(written[:, asked["input_ids"].shape[1] :], skip_special_tokens=True)
    sides = [{"messages": [*prompt, {"role": "assistant", "content": text}]} for text in texts]
    names = {"collection_slug": collection, "scenario_slug": scenario.slug}
    return [{**names, "response_a": a, "response_b": b} for a, b in zip(sides[::2], sides[1::2], strict=True)]


def tiny() -> tuple[Any, Any, dict[str, Any], int]:
    """A model and a tokenizer made on the spot, and what suits them."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "clients" / "python" / "e2e"))
    from tiny_model import byte_tokenizer, tiny_model  # noqa: PLC0415

    tokenizer = byte_tokenizer()
    sizes = {
        "per_device_train_batch_size": 16,
        "learning_rate": 2e-3,
        "lr_scheduler_type": "constant",
        "use_cpu": True,
    }
    return tiny_model(tokenizer), tokenizer, sizes, 20


if __name__ == "__main__":
    main()

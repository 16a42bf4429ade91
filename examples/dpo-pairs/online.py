"""Two answers of a policy to each prompt, compared by the server: rows for TRL's DPOTrainer.

    python online.py --out dpo.jsonl        (FOLKMOOT_URL says where the server is)

A tie teaches nothing, so it makes no row; nor does a pair that nobody could compare.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

from folkmoot import Client
from folkmoot.datasets import to_dpo

COLLECTION, SCENARIO = "preference", "general"
ANSWERS = {
    "Why is the sky blue? Answer in two sentences.": (
        "Air scatters short waves of light far more than long ones. So blue light reaches us from everywhere."
    ),
    'Write one sentence about tea that has the word "leaf" in it.': "Every cup of tea begins with a leaf.",
    "Why do leaves turn red in autumn?": (
        "The green of leaves breaks down in autumn, because the tree takes it back. What is left are other colours."
    ),
    'Reply in JSON with the keys "city" and "country" for Paris.': '{"city": "Paris", "country": "France"}',
}


def policy(prompt: str, draw: random.Random) -> str:
    """Where a language model would be sampled: this one answers, breaks off, or repeats itself."""
    answer = ANSWERS[prompt]
    return draw.choice([answer, answer[: len(answer) // 3], f"{answer} " * 4])


def compared(prompt: str, answer: str) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": prompt}, {"role": "assistant", "content": answer}]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("dpo.jsonl"))
    parser.add_argument("--confidence", type=float, default=0.6, help="rows below it are left out")
    arguments = parser.parse_args()

    draw = random.Random(4)
    pairs = [
        {
            "collection_slug": COLLECTION,
            "scenario_slug": SCENARIO,
            "response_a": compared(prompt, policy(prompt, draw)),
            "response_b": compared(prompt, policy(prompt, draw)),
        }
        for prompt in ANSWERS
        for _ in range(2)
    ]
    with Client() as client:
        # People would be asked by human={"mode": "auto"}; without, whoever is live is asked all the same.
        results = client.batch_compare(pairs, latency_budget_ms=10_000).results
    rows = to_dpo(pairs, results, confidence_min=arguments.confidence)
    with arguments.out.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")

    winners = [result.winner for result in results]
    print(f"{len(pairs)} pairs: {winners.count('tie')} ties, {winners.count(None)} without an answer, {len(rows)} rows")
    print("chosen  ", repr(rows[0]["chosen"][-1]["content"]))
    print("rejected", repr(rows[0]["rejected"][-1]["content"]))


if __name__ == "__main__":
    main()

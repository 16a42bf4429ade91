"""Keeps the pairs that were decided clearly: rows for TRL's DPOTrainer from what `folkmoot score` wrote.

folkmoot score pairs.jsonl --collection preference --relabel --out scored.jsonl
python keep_clear.py scored.jsonl dpo.jsonl --margin 0.3
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

COLUMNS = ("prompt", "chosen", "rejected")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scored", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--margin", type=float, default=0.1, help="the least by which chosen must be better")
    arguments = parser.parse_args()

    # By line breaks alone: texts may hold other characters that `splitlines` breaks at.
    with arguments.scored.open(encoding="utf-8") as lines:
        scored = [json.loads(line) for line in lines]
    kept = [row for row in scored if row["margin"] >= arguments.margin]
    with arguments.out.open("w", encoding="utf-8") as out:
        for row in kept:
            out.write(json.dumps({column: row[column] for column in COLUMNS}, ensure_ascii=False) + "\n")
    print(f"{len(kept)} of {len(scored)} rows have a margin of {arguments.margin} or more")


if __name__ == "__main__":
    main()

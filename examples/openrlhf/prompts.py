"""Writes prompts for OpenRLHF: a line for each scenario of a collection, its label naming the scenario.

python prompts.py writing > prompts.jsonl        (FOLKMOOT_URL says where the server is)
"""

from __future__ import annotations

import json
import sys

from folkmoot import Client
from folkmoot.datasets import opening_messages


def main() -> None:
    collection = sys.argv[1] if len(sys.argv) > 1 else "writing"
    with Client() as client:
        for found in client.scenarios(collection):
            scenario = client.scenario(collection, found.slug)
            row = {"messages": opening_messages(scenario), "label": f"{collection}/{found.slug}"}
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()

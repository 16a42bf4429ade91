"""Saved conversations in, a report out: means by scenario and dimension, and the worst conversations.

    python evaluate.py conversations.jsonl --out report        (FOLKMOOT_URL says where the server is)

One conversation a line: {"id", "collection_slug", "scenario_slug", "messages": [{"role", "content"}, …]}.
Writes report.md and report.json.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from folkmoot import Client, ProgressLine
from folkmoot.models import BatchResult

Report = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conversations", type=Path)
    parser.add_argument("--out", type=Path, default=Path("report"), help="where the report goes, without its ending")
    parser.add_argument("--worst", type=int, default=3, help="how many of the worst conversations it shows")
    arguments = parser.parse_args()

    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    items, unread = read_items(arguments.conversations)
    with Client() as client:
        answer = client.batch_evaluate(items, progress=ProgressLine("scored"))
    report = make_report(items, answer.results, arguments.worst, answer.scoring_version)
    report["without_reward"] += unread
    Path(f"{arguments.out}.json").write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
    Path(f"{arguments.out}.md").write_text(to_markdown(report), "utf-8")
    print(to_markdown(report))


def read_items(file: Path) -> tuple[list[Any], list[Report]]:
    """The conversations, and the lines that hold none. Texts may hold what `splitlines` breaks at; a file does not."""
    items: list[Any] = []
    unread: list[Report] = []
    with file.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                item = json.loads(line) if line.strip() else None
            except ValueError:
                item = line
            if isinstance(item, dict):
                items.append(item)
            elif item is not None:
                unread.append({"id": f"line {number}", "status": "error", "reason": "is no JSON object"})
    return items, unread


def make_report(items: Sequence[Any], results: Sequence[BatchResult], worst: int, scoring_version: str) -> Report:
    """What the results come to. What could not be scored is listed; it is no 0 and in no mean."""
    by_scenario: dict[str, list[BatchResult]] = defaultdict(list)
    without: list[Report] = []
    scored: list[Report] = []
    for item, result in zip(items, results, strict=True):
        if result.reward is None:
            reason = result.error or result.unscored_reason
            without.append({"id": result.id, "status": result.status, "reason": reason})
            continue
        scenario = f"{item['collection_slug']}/{item['scenario_slug']}"
        by_scenario[scenario].append(result)
        last = next((text_of(m) for m in reversed(item["messages"]) if m.get("role") == "assistant"), "")
        scored.append({"id": result.id, "scenario": scenario, "reward": result.reward, "last_answer": last})
    return {
        "scoring_version": scoring_version,
        "scenarios": [
            {
                "scenario": scenario,
                "conversations": len(group),
                "reward": mean(result.reward for result in group if result.reward is not None),
                "dimensions": dimension_means(group),
            }
            for scenario, group in sorted(by_scenario.items())
        ],
        "worst": sorted(scored, key=lambda row: row["reward"])[:worst],
        "without_reward": without,
    }


def text_of(message: Any) -> str:
    """On one line. A content may be a text, a list of blocks, or null for silence."""
    content = message.get("content") or ""
    blocks = [content] if isinstance(content, str) else [block.get("text", "") for block in content]
    return " ".join(" ".join(blocks).split())


def dimension_means(group: Sequence[BatchResult]) -> dict[str, float]:
    values: dict[str, list[float]] = defaultdict(list)
    for result in group:
        for dimension, score in (result.scores or {}).items():
            if score is not None:
                values[dimension].append(score)
    return {dimension: mean(scores) for dimension, scores in sorted(values.items())}


def to_markdown(report: Report) -> str:
    lines = ["| scenario | conversations | reward | by dimension |", "|---|---:|---:|---|"]
    for row in report["scenarios"]:
        dimensions = ", ".join(f"{key} {score:.2f}" for key, score in row["dimensions"].items())
        lines.append(f"| {row['scenario']} | {row['conversations']} | {row['reward']:.3f} | {dimensions} |")
    lines += ["", "The worst:", ""]
    for row in report["worst"]:
        lines.append(f"- {row['id']} ({row['scenario']}): {row['reward']:.3f} — {row['last_answer'][:80]}")
    if report["without_reward"]:
        lines += ["", "Without a reward, and in no mean:", ""]
        lines += [f"- {row['id']}: {row['status']}: {row['reason']}" for row in report["without_reward"]]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

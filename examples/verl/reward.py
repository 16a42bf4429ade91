"""The reward function that folkmoot.yaml names, and what a row of the data has to hold for it.

verl awaits `compute_score` for every sample, in the processes of its reward managers. Run as a program, this asks for
one sample as verl does, so that a wrong address or a row without messages shows before the GPUs are there:

    python reward.py        (FOLKMOOT_URL says where the server is)
"""

from __future__ import annotations

import asyncio
import os
from typing import Any

from folkmoot import verl

DIMENSIONS = ["D1_Faithfulness", "D2_Task", "D3_Tone", "D4_Style"]
ROW: dict[str, Any] = {
    "data_source": "writing/dry-morning",
    "prompt": [{"role": "user", "content": "Please write a notice: no water on Wednesday from 7 to 13 o'clock."}],
    "reward_model": {"ground_truth": ""},
    # verl hands over no prompt, so the row holds it once more.
    "extra_info": {"messages": [{"role": "user", "content": "Please write a notice: no water on Wednesday …"}]},
}


async def compute_score(
    data_source: str, solution_str: str, ground_truth: Any, extra_info: dict[str, Any] | None = None, **kwargs: Any
) -> dict[str, float]:
    """`reward_kwargs` of the configuration come as `kwargs`. A place for what is yours, such as a format check."""
    return await verl.compute_score(data_source, solution_str, ground_truth, extra_info, **kwargs)


async def main() -> None:
    answer = await compute_score(
        data_source=ROW["data_source"],
        solution_str="Dear residents, on Wednesday there will be no water from 7 to 13 o'clock. Fill some bottles.",
        ground_truth=ROW["reward_model"]["ground_truth"],
        extra_info=ROW["extra_info"],
        url=os.environ.get("FOLKMOOT_URL", "http://127.0.0.1:8080"),
        dimensions=DIMENSIONS,
    )
    for key, value in answer.items():
        print(f"{key:16} {value:.3f}")


if __name__ == "__main__":
    asyncio.run(main())

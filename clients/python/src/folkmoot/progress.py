"""A plain progress line for large batches."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class ProgressLine:
    """Writes `label  512/2048  25%  3.1 s`, over itself on a terminal, one line a report elsewhere.

    Hand it to `batch_evaluate` or `batch_compare` as `progress`.
    """

    def __init__(self, label: str = "scored", stream: TextIO | None = None) -> None:
        self._label = label
        self._stream = sys.stderr if stream is None else stream
        self._started_at = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Reports that `done` of `total` items are done."""
        share = 100 if total == 0 else done * 100 // total
        seconds = time.monotonic() - self._started_at
        line = f"{self._label}  {done}/{total}  {share}%  {seconds:.1f} s"
        if self._stream.isatty():
            self._stream.write(f"\r{line}" + ("\n" if done >= total else ""))
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

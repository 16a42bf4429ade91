"""Values as the JSON that goes over the wire."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel


def json_bytes(value: object) -> bytes:
    """The value as JSON in UTF-8; NumPy's and torch's numbers and arrays and chat clients' message objects, too.

    Lone surrogates (half an emoji), which no encoding can write, are U+FFFD. Raises TypeError for what JSON has no word
    for, and ValueError for NaN and infinities.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)
    try:
        return text.encode()
    except UnicodeEncodeError:
        # By way of UTF-16, where two surrogates that stand together are one character.
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(f"No JSON can be made of {type(value).__name__}.")

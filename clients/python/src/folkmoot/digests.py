"""Names made of content: the same content has the same name, in every process."""

from __future__ import annotations

import hashlib
import json


def digest_of(value: object) -> str:
    """A hash, in 64 hexadecimal digits, of anything that JSON can write."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def group_of(collection_slug: str, scenario_slug: str, prompt: object) -> str:
    """The `group_id` of all answers to a prompt, so that one source answers for all of them."""
    return digest_of([collection_slug, scenario_slug, prompt])[:24]

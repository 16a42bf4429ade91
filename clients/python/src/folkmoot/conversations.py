"""Conversations as trainers hold them, as the messages that the server takes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

Message = dict[str, Any]

_THINK_MARK = re.compile(r"(</?think>)")


def without_thinking(text: str) -> str:
    """The text without what the policy thought aloud, as the server leaves it out.

    What stands before a closing mark without an opening one goes too: chat templates of reasoning models write
    `<think>` themselves, at the end of the prompt. So does all behind a mark that is never closed.
    """
    first, *rest = _THINK_MARK.split(text)
    if not rest:
        return text
    kept, is_thinking = first, False
    for mark, part in zip(rest[::2], rest[1::2], strict=True):
        if mark == "</think>" and not is_thinking:
            kept = ""
        is_thinking = mark == "<think>"
        kept += "" if is_thinking else part
    return kept.strip()


def messages_of(prompt: object, completion: object, *, strip_think: bool = False) -> list[Message]:
    """A whole conversation of a prompt and its completion, each a text or a list of messages."""
    asked = _as_messages(prompt, "user")
    answered = _as_messages(completion, "assistant")
    if strip_think:
        answered = [_thinking_stripped(message) for message in answered]
    return [*asked, *answered]


def _as_messages(part: object, role: str) -> list[Message]:
    # Rows read from Parquet hold NumPy arrays where there were lists.
    part = part.tolist() if hasattr(part, "tolist") else part
    if isinstance(part, str):
        return [{"role": role, "content": part}]
    if isinstance(part, Mapping):
        return [_message(part)]
    if isinstance(part, Sequence):
        return [_message(message) for message in part]
    raise TypeError(f"Expected a text or a list of messages, got {type(part).__name__}.")


def _message(message: Mapping[str, Any]) -> Message:
    """What the server reads of a message; trainers' further members, such as reasoning, are left out."""
    written: Message = {"role": message.get("role"), "content": _content(message.get("content"))}
    calls = message.get("tool_calls")
    if calls:
        written["tool_calls"] = [_call(call) for call in calls]
    return written


def _call(call: Mapping[str, Any]) -> dict[str, Any]:
    """The call as it is; without its arguments where JSON cannot write them, as NaN, which is the policy's mistake."""
    try:
        json.dumps(call, allow_nan=False)
    except ValueError:
        return {"name": str((call.get("function") or call).get("name")), "input": {}}
    return dict(call)


def _content(content: object) -> str | None:
    if content is None or isinstance(content, str):
        return content
    if isinstance(content, Sequence):
        # Blocks: the server judges text only.
        return "".join(str(block.get("text") or "") for block in content if isinstance(block, Mapping))
    return json.dumps(content, ensure_ascii=False)


def _thinking_stripped(message: Message) -> Message:
    content = message["content"]
    # What tools and users say is nobody's thoughts, whatever marks stand in it.
    is_thinking_aloud = message["role"] == "assistant" and isinstance(content, str)
    return {**message, "content": without_thinking(content)} if is_thinking_aloud else message

"""OpenAI's harmony format (gpt-oss; https://cookbook.openai.com/articles/openai-harmony) read backwards.

What an assistant says in a turn, on whatever channels, is one message: its analysis and its calls of tools are
thoughts, marked as such.
"""

from __future__ import annotations

import re

from .conversations import Message
from .special_tokens import without_end

START = "<|start|>"
CHANNEL = "<|channel|>"
CLOSES = ("<|end|>", "<|return|>", "<|call|>")

_HEADER_END = "<|message|>"
_CLOSE = re.compile("|".join(map(re.escape, CLOSES)))
_NAME = re.compile(r"\s*([^\s<]*)")
_RECIPIENT = re.compile(r"\bto=", re.ASCII)
_ROLES = {"developer": "system", "assistant": "assistant", "system": "system", "user": "user"}


def messages_of_harmony(text: str) -> tuple[str, list[Message]]:
    """What stands before the first message, and the messages."""
    # Where the beginning was cut off, or the text is an answer alone, it begins on a channel.
    head, *parts = (START + text if text.lstrip().startswith(CHANNEL) else text).split(START)
    messages: list[Message] = []
    for index, part in enumerate(parts):
        role, content = _read(part, is_last=index == len(parts) - 1)
        if role == "assistant" and messages and messages[-1]["role"] == "assistant":
            content = _joined(messages.pop()["content"], content)
        messages.append({"role": role, "content": content})
    return _closed(head), messages


def answer_of_harmony(begun: str, answer: str) -> str:
    """An answer as one message: marks by which somebody else would speak stay in it as text.

    `begun` is what the prompt wrote of it, from its header on.
    """
    if _HEADER_END not in begun + answer and not answer.lstrip().startswith("<|"):
        # Words alone: the trainer has taken the marks away.
        return _closed(answer)
    first, *rest = (begun + answer if begun else answer.lstrip().removeprefix(START)).split(START)
    _, whole = _read(first, is_last=not rest)
    for index, part in enumerate(rest):
        role, content = _read(part, is_last=index == len(rest) - 1)
        whole = _joined(whole, content if role == "assistant" else START + part)
    return whole


def split_begun(prompt: str) -> tuple[str, str]:
    """A prompt without the answer that it begins, and that beginning from its header on; empty where there is none."""
    before, mark, last = prompt.rpartition(START)
    is_begun = bool(mark) and _name_of(last) == "assistant" and not _CLOSE.search(last)
    return (before, last) if is_begun else (prompt, "")


def _read(part: str, *, is_last: bool) -> tuple[str, str]:
    """Role and content of a part from its header on. One without a header is the assistant's words."""
    header, header_end, body = part.partition(_HEADER_END)
    named = _name_of(header)
    role = _ROLES.get(named, "tool") if named else "assistant"
    if not header_end:
        return (role, "") if named in _ROLES else ("assistant", _closed(part))
    content = _closed(body)
    channel = header.partition(CHANNEL)[2].lstrip()
    is_thought = role == "assistant" and (re.match("analysis(?![a-z])", channel) or _RECIPIENT.search(header))
    if not is_thought or not content:
        return role, content
    is_open = is_last and not _CLOSE.search(body)
    return role, f"<think>{content}" if is_open else f"<think>{content}</think>"


def _name_of(header: str) -> str:
    """Who speaks in `assistant<|channel|>commentary to=functions.book <|constrain|>json`."""
    found = _NAME.match(header)
    return found[1] if found else ""


def _closed(text: str) -> str:
    return without_end(_CLOSE.split(text, maxsplit=1)[0]).strip()


def _joined(one: str, other: str) -> str:
    return f"{one}\n{other}" if one and other else one + other

"""Decisions and documents: how a policy is told of them, and how what it writes hands them in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from .calls import Json
from .conversations import without_thinking
from .models import Tool

_BEGIN, _END = "<tool_call>", "</tool_call>"
_CALL = re.compile(f"{_BEGIN}(.*?)({_END}|\\Z)", re.DOTALL)
_THINK_MARK = re.compile(r"<(?=/?think>)")
_NAME_CHARACTERS_MAX = 128
_FORM = '<tool_call>{"name": …, "arguments": {…}}</tool_call>'


def move_of(text: str, tool_calls: Sequence[Json] = ()) -> Json:
    """The message that a policy's text makes: what it says, and what it hands in beside the calls given.

    `<think>` blocks are left out. A block `<tool_call>{"name": …, "arguments": {…}}</tool_call>`, as Qwen and Hermes
    write it, is a call; the arguments may be an object or its JSON text, and the last block may lack its end. Markup
    that holds no such JSON stays text.
    """
    spoken = without_thinking(_CALL.sub(_with_marks_escaped, text))
    first, *marked = spoken.split(_BEGIN)
    words, calls = [first], list(tool_calls)
    for part in marked:
        body, _, rest = part.partition(_END)
        call = _read_call(body)
        words.append(_BEGIN + part if call is None else rest)
        calls += [] if call is None else [call]
    if not calls:
        return {"role": "assistant", "content": spoken}
    return {"role": "assistant", "content": "".join(words).strip(), "tool_calls": calls}


def calls_of(message: Mapping[str, Any]) -> list[Json]:
    """The calls of a message as chat completions write them, `{"function": {"name": …, "arguments": …}}`."""
    functions = [call.get("function") or {} for call in message.get("tool_calls") or []]
    return [call_of(each.get("name"), each.get("arguments")) for each in functions]


def call_of(name: object, arguments: object) -> Json:
    """A call. Arguments that are no JSON object are the policy's mistake: it then has none, and the tool refuses it."""
    return {"name": str(name)[:_NAME_CHARACTERS_MAX], "input": _read_arguments(arguments) or {}}


def tell_tools(tools: Sequence[Tool]) -> str:
    """What a policy that writes plain text has to know of its tools; empty where there are none."""
    if not tools:
        return ""
    return f"You can hand these in beside your words, each as {_FORM}:\n" + describe_tools(tools)


def describe_tools(tools: Sequence[Tool]) -> str:
    """The tools, one a line: name, purpose, arguments."""
    return "\n".join(
        f"- {tool.id}: {tool.description} Arguments: {json.dumps(_fields_of(tool), ensure_ascii=False)}"
        for tool in tools
    )


def tell_results(results: Sequence[Mapping[str, Any]]) -> str:
    """What became of the calls of a move, one a line."""
    return "".join(f"[{each.get('name')}: {_verdict_of(each)}]\n" for each in results)


def _with_marks_escaped(call: re.Match[str]) -> str:
    """A call whose arguments end no thoughts, whatever they say: the marks in them as JSON may also write them."""
    return call[0] if _read_call(call[1]) is None else _THINK_MARK.sub(r"\\u003c", call[0])


def _read_call(body: str) -> Json | None:
    said = _read_json(body)
    if not isinstance(said, dict):
        return None
    name, given = said.get("name"), _read_arguments(said.get("arguments"))
    if not isinstance(name, str) or not 0 < len(name) <= _NAME_CHARACTERS_MAX or given is None:
        return None
    return {"name": name, "input": given}


def _read_arguments(given: object) -> dict[str, Any] | None:
    """A JSON object given as such or as its text; none is an empty one. `None` where it is anything else."""
    if given is None or (isinstance(given, str) and not given.strip()):
        return {}
    read = _read_json(given if isinstance(given, str) else json.dumps(given))
    return read if isinstance(read, dict) else None


def _read_json(text: str) -> Any:
    """The value; `None` where there is none that JSON can write, as NaN or 1e999 are."""
    try:
        value = json.loads(text)
        json.dumps(value, allow_nan=False)
    except (ValueError, RecursionError):
        return None
    return value


def _verdict_of(result: Mapping[str, Any]) -> str:
    return "accepted" if result.get("accepted") else f"refused: {result.get('detail')}"


def _fields_of(tool: Tool) -> Any:
    return {"value": {"enum": tool.options}} if tool.options else (tool.json_schema or {}).get("properties", {})

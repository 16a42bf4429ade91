"""Chat templates read backwards: the messages in a templated text, and a message as a template writes it.

Some trainers hand over nothing but templated text, special tokens included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .conversations import Message

TemplateName = Literal["auto", "chatml", "llama3", "gemma", "mistral", "deepseek", "plain"]

_END_OF_TEXT = re.compile(r"(?:<\|endoftext\|>|<\|end_of_text\|>|<eos>|</s>|<pad>|<\|finetune_right_pad_id\|>)+\s*\Z")
_ROLES = {"model": "assistant", "User": "user", "Assistant": "assistant"}


@dataclass(frozen=True)
class _Template:
    """`turn` finds a turn's role and content; `end` closes one; `feedback` is an answer and a new turn."""

    mark: str
    turn: re.Pattern[str]
    end: str
    feedback: str


def _turns(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


_TEMPLATES: dict[str, _Template] = {
    "chatml": _Template(
        "<|im_start|>",
        _turns(r"<\|im_start\|>(?P<role>\w+)\n(?P<content>.*?)(?=<\|im_end\|>|<\|im_start\|>|\Z)"),
        "<|im_end|>",
        "\n<|im_start|>user\n{content}<|im_end|>\n<|im_start|>assistant\n",
    ),
    "llama3": _Template(
        "<|start_header_id|>",
        _turns(
            r"<\|start_header_id\|>(?P<role>\w+)<\|end_header_id\|>\n*(?P<content>.*?)"
            r"(?=<\|eot_id\|>|<\|start_header_id\|>|\Z)"
        ),
        "<|eot_id|>",
        "<|start_header_id|>user<|end_header_id|>\n\n{content}<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n",
    ),
    "gemma": _Template(
        "<start_of_turn>",
        _turns(r"<start_of_turn>(?P<role>\w+)\n(?P<content>.*?)(?=<end_of_turn>|<start_of_turn>|\Z)"),
        "<end_of_turn>",
        "\n<start_of_turn>user\n{content}<end_of_turn>\n<start_of_turn>model\n",
    ),
    "deepseek": _Template(
        "<｜User｜>",
        _turns(
            r"<｜(?P<role>User|Assistant)｜>(?P<content>.*?)"
            r"(?=<｜end▁of▁sentence｜>|<｜User｜>|<｜Assistant｜>|\Z)"
        ),
        "<｜end▁of▁sentence｜>",
        "<｜User｜>{content}<｜Assistant｜>",
    ),
    "mistral": _Template(
        "[INST]",
        _turns(r"(?P<role>\[INST\]|\[/INST\])\s*(?P<content>.*?)\s*(?=\[/INST\]|\[INST\]|</s>|\Z)"),
        "</s>",
        "[INST] {content} [/INST]",
    ),
}


def conversation_of(query: str, prompt: str | None = None, template: TemplateName = "auto") -> list[Message]:
    """The messages of a prompt with its response, both templated.

    Where the query begins with the prompt, the rest is the response, one message whatever it holds: a policy that
    writes special tokens makes no turns of its own. Else the whole query is read by its template, and where there is
    none, it is one message of the assistant.
    """
    if prompt is not None and query.startswith(prompt):
        name = _template_of(prompt, template)
        response = _first_turn(query[len(prompt) :], name)
        return [*_messages(prompt, name, "user"), {"role": "assistant", "content": response}]
    return _messages(query, _template_of(query, template), "assistant")


def feedback_of(action: str, observation: str, template: TemplateName) -> str:
    """What follows an action in the text: its end where it has none, the other's turn, a new turn's beginning."""
    found = _TEMPLATES.get(template)
    if found is None:
        raise ValueError(f"template: expected one of {', '.join(_TEMPLATES)}, got {template!r}.")
    end = "" if action.rstrip().endswith(found.end) else found.end
    return end + found.feedback.replace("{content}", observation)


def response_text(response: str, template: TemplateName = "auto") -> str:
    """A response without the tokens that end it."""
    return _first_turn(response, _template_of(response, template))


def _template_of(text: str, template: TemplateName) -> str:
    if template != "auto":
        return template
    return next((name for name, candidate in _TEMPLATES.items() if candidate.mark in text), "plain")


def _messages(text: str, name: str, plain_role: str) -> list[Message]:
    found = _TEMPLATES.get(name)
    if found is None:
        return [{"role": plain_role, "content": _END_OF_TEXT.sub("", text)}]
    turns = [(match["role"], _END_OF_TEXT.sub("", match["content"]).strip()) for match in found.turn.finditer(text)]
    written: list[Message] = [{"role": _role(role), "content": content} for role, content in turns]
    # The turn that the template opens for the response is not a message yet.
    if written and written[-1] == {"role": "assistant", "content": ""}:
        written.pop()
    return written


def _role(name: str) -> str:
    if name in ("[INST]", "[/INST]"):
        return "user" if name == "[INST]" else "assistant"
    return _ROLES.get(name, name)


def _first_turn(response: str, name: str) -> str:
    found = _TEMPLATES.get(name)
    ends = [template.end for template in _TEMPLATES.values()] if found is None else [found.end]
    for end in ends:
        response = response.split(end, 1)[0]
    return _END_OF_TEXT.sub("", response).strip()

"""Chat templates read backwards: the messages in a templated text, and a message as a template writes it.

Some trainers hand over nothing but templated text, special tokens included. Texts are read as the server reads them
where a trainer sends them to its address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .conversations import Message
from .harmony import CHANNEL, CLOSES, START, answer_of_harmony, messages_of_harmony, split_begun
from .special_tokens import without_beginning, without_end

TemplateName = Literal[
    "auto",
    "chatml",
    "phi4",
    "granite",
    "llama3",
    "llama4",
    "gemma",
    "mistral",
    "deepseek",
    "glm",
    "harmony",
    "plain",
]

_ROLES = {"model": "assistant", "ai": "assistant", "human": "user", "ipython": "tool"}
_ROLE_CHARACTERS_MAX = 32
_PLAIN_MARK = re.compile(r"^[ \t]*(system|user|human|assistant|ai)[ \t]*:[ \t]*", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class _Template:
    """`signs` are what it is known by; `feedback` is an answer and a new turn.

    `ends` close a turn of the policy, the first of them where it did not. A template with a `header_end` names the role
    between that and its `header_begin`, which is its sign where none is given; with `marks`, they are the roles
    themselves, and an empty role is text that belongs to nobody. Harmony has neither: `harmony.py` reads it.
    """

    signs: tuple[str, ...]
    ends: tuple[str, ...]
    feedback: str
    header_begin: str = ""
    header_end: str = ""
    marks: Mapping[str, str] | None = None


# Phi-4 writes ChatML with headers of its own: its signs, which begin where ChatML's does, stand first.
_TEMPLATES: dict[str, _Template] = {
    "phi4": _Template(
        ("<|im_start|>system<|im_sep|>", "<|im_start|>user<|im_sep|>", "<|im_start|>assistant<|im_sep|>"),
        ("<|im_end|>",),
        "<|im_start|>user<|im_sep|>{content}<|im_end|><|im_start|>assistant<|im_sep|>",
        header_begin="<|im_start|>",
        header_end="<|im_sep|>",
    ),
    "chatml": _Template(
        ("<|im_start|>",),
        ("<|im_end|>",),
        "\n<|im_start|>user\n{content}<|im_end|>\n<|im_start|>assistant\n",
        header_end="\n",
    ),
    "granite": _Template(
        ("<|start_of_role|>",),
        ("<|end_of_text|>",),
        "\n<|start_of_role|>user<|end_of_role|>{content}<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>",
        header_end="<|end_of_role|>",
    ),
    "llama3": _Template(
        ("<|start_header_id|>",),
        ("<|eot_id|>",),
        "<|start_header_id|>user<|end_header_id|>\n\n{content}<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n",
        header_end="<|end_header_id|>",
    ),
    "llama4": _Template(
        ("<|header_start|>",),
        ("<|eot|>",),
        "<|header_start|>user<|header_end|>\n\n{content}<|eot|><|header_start|>assistant<|header_end|>\n\n",
        header_end="<|header_end|>",
    ),
    "gemma": _Template(
        ("<start_of_turn>",),
        ("<end_of_turn>",),
        "\n<start_of_turn>user\n{content}<end_of_turn>\n<start_of_turn>model\n",
        header_end="\n",
    ),
    "mistral": _Template(
        ("[INST]", "[SYSTEM_PROMPT]"),
        ("</s>",),
        "[INST] {content} [/INST]",
        marks={"[SYSTEM_PROMPT]": "system", "[/SYSTEM_PROMPT]": "", "[INST]": "user", "[/INST]": "assistant"},
    ),
    "deepseek": _Template(
        ("<｜User｜>", "<｜Assistant｜>"),
        ("<｜end▁of▁sentence｜>",),
        "<｜User｜>{content}<｜Assistant｜>",
        marks={"<｜User｜>": "user", "<｜Assistant｜>": "assistant", "<｜end▁of▁sentence｜>": ""},
    ),
    "glm": _Template(
        ("<|system|>", "<|user|>", "<|assistant|>"),
        # GLM ends a turn by opening the next one.
        ("<|user|>",),
        "\n{content}<|assistant|>\n",
        marks={"<|system|>": "system", "<|user|>": "user", "<|assistant|>": "assistant", "<|observation|>": "tool"},
    ),
    "harmony": _Template((START, CHANNEL), CLOSES, f"{START}user<|message|>{{content}}<|end|>{START}assistant"),
}
# Harmony's stand between the parts of one answer, too.
_ENDS = tuple(end for name, found in _TEMPLATES.items() if name != "harmony" for end in found.ends)


def conversation_of(query: str, prompt: str | None = None, template: TemplateName = "auto") -> list[Message]:
    """The messages of a prompt with its response, both templated; the last one is the response.

    Where the query begins with the prompt, the rest is the response, one message whatever it holds, together with what
    the prompt began of it (`<think>`): a policy that writes special tokens makes no turns of its own. Else the whole
    query is read by its template, and where that finds one message at most, it is the assistant's.
    """
    if prompt is not None and query.startswith(prompt):
        name, response = _template_of(prompt, template), query[len(prompt) :]
        if name == "harmony":
            asked, begun = split_begun(prompt)
            answer = answer_of_harmony(begun, response)
            return [*_messages(asked, name, "user"), {"role": "assistant", "content": answer}]
        before, response = _messages(prompt, name, "user"), _first_turn(response, name)
        begun = before.pop()["content"] if before and before[-1]["role"] == "assistant" else ""
        return [*before, {"role": "assistant", "content": f"{begun}\n{response}".strip()}]
    messages = _messages(query, _template_of(query, template), "assistant")
    if len(messages) > 1:
        return messages
    # A text that says nothing of speakers is the answer by itself.
    return [{"role": "assistant", "content": "".join(message["content"] for message in messages)}]


def is_templated(text: str) -> bool:
    """Whether a text holds the marks of a chat template."""
    return _template_of(text, "auto") != "plain"


def feedback_of(action: str, observation: str, template: TemplateName) -> str:
    """What follows an action in the text: its end where it has none, the other's turn, a new turn's beginning."""
    found = _TEMPLATES.get(template)
    if found is None:
        raise ValueError(f"template: expected one of {', '.join(_TEMPLATES)}, got {template!r}.")
    end = "" if action.rstrip().endswith(found.ends) else found.ends[0]
    return end + found.feedback.replace("{content}", observation)


def response_text(response: str, template: TemplateName = "auto") -> str:
    """A response without the tokens that end it."""
    return _first_turn(response, _template_of(response, template))


def _template_of(text: str, template: TemplateName) -> str:
    """The template whose sign comes first in the text: what comes later may be somebody's words."""
    if template != "auto":
        return template
    places = {name: _first_place(text, found.signs) for name, found in _TEMPLATES.items()}
    name, place = min(places.items(), key=lambda item: item[1])
    return name if place < len(text) else "plain"


def _first_place(text: str, signs: tuple[str, ...]) -> int:
    return min((place for place in map(text.find, signs) if place >= 0), default=len(text))


def _messages(text: str, name: str, plain_role: str) -> list[Message]:
    """The messages of a text, the last one possibly empty; a beginning that was cut off is the rest of a message."""
    found, whole = _TEMPLATES.get(name), without_beginning(text)
    if found is None:
        head, messages = _spoken(whole)
        if not messages:
            return [{"role": plain_role, "content": without_end(whole)}]
    elif name == "harmony":
        head, messages = messages_of_harmony(whole)
    else:
        head, messages = _marked(whole, found.marks) if found.marks else _headered(whole, found)
    if not head:
        return messages
    role = "user" if messages and messages[0]["role"] == "assistant" else "system"
    return [{"role": role, "content": head}, *messages]


def _headered(text: str, found: _Template) -> tuple[str, list[Message]]:
    head, *parts = text.split(found.header_begin or found.signs[0])
    messages: list[Message] = []
    for part in parts:
        # A role is a word; what is longer is no header.
        at = part.find(found.header_end, 0, _ROLE_CHARACTERS_MAX + len(found.header_end))
        role = part[: _ROLE_CHARACTERS_MAX if at < 0 else at].strip().lower()
        body = "" if at < 0 else part[at + len(found.header_end) :]
        messages.append({"role": _ROLES.get(role, role), "content": _closed(body, found.ends)})
    return _closed(head, found.ends), messages


def _marked(text: str, marks: Mapping[str, str]) -> tuple[str, list[Message]]:
    # A mark at the very end opens a turn of somebody else: GLM's policy stops at it.
    head, *parts = re.split(f"({'|'.join(map(re.escape, marks))})", without_end(text))
    turns = zip(parts[::2], parts[1::2], strict=True)
    return without_end(head).strip(), [
        # GLM's template puts its switch behind the user's words where thinking is off.
        {"role": marks[mark], "content": without_end(content).strip().removesuffix("/nothink")}
        for mark, content in turns
        if marks[mark]
    ]


def _spoken(text: str) -> tuple[str, list[Message]]:
    """`User: …` and `Assistant: …` at the beginnings of lines."""
    head, *parts = _PLAIN_MARK.split(text)
    turns = zip(map(str.lower, parts[::2]), parts[1::2], strict=True)
    return without_end(head).strip(), [
        {"role": _ROLES.get(role, role), "content": without_end(content).strip()} for role, content in turns
    ]


def _closed(text: str, ends: tuple[str, ...]) -> str:
    """The text up to the first of the ends."""
    for end in ends:
        text = text.split(end, 1)[0]
    return without_end(text).strip()


def _first_turn(response: str, name: str) -> str:
    if name == "harmony":
        return answer_of_harmony("", response)
    found = _TEMPLATES.get(name)
    return _closed(response, _ENDS if found is None else found.ends)

"""Token ids of a conversation as a GRPOTrainer's tokenizer and chat template write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..conversations import Message

_MARK = "folkmoot-turn-ends-here"


class RolloutTokens:
    """What a rollout function asks of a trainer's tokenizer.

    The tokens of the moves are those that the policy wrote; nothing of them is tokenized again. What stands between
    two moves is cut out of a small conversation as the template writes it.
    """

    def __init__(self, trainer: Any) -> None:
        self._writer = trainer.processing_class
        self._tokenizer = getattr(self._writer, "tokenizer", self._writer)
        self._words = {"chat_template": trainer.chat_template, **trainer.chat_template_kwargs}

    def prompt_ids(self, messages: Sequence[Message]) -> list[int]:
        """The prompt, up to where the policy begins to write."""
        return self._encode(self._write(messages))

    def feedback_ids(self, move_ids: Sequence[int], observation: str) -> list[int]:
        """What follows a move: its end where it has none, the persona's words, the beginning of the next move.

        Raises ValueError where the template does not write the policy's words as they are.
        """
        said = [
            {"role": "user", "content": "-"},
            {"role": "assistant", "content": _MARK},
            {"role": "user", "content": observation},
        ]
        parts = self._write(said).split(_MARK)
        if len(parts) != 2:
            raise ValueError("chat_template: it does not write an assistant's message once and as it is.")
        ids = self._encode(parts[1])
        return ids[1:] if move_ids and ids and ids[0] == move_ids[-1] else ids

    def text_of(self, move_ids: Sequence[int]) -> str:
        """A move as text, without special tokens."""
        return str(self._tokenizer.decode(list(move_ids), skip_special_tokens=True))

    def _write(self, messages: Sequence[Message]) -> str:
        written = self._writer.apply_chat_template(
            list(messages), add_generation_prompt=True, tokenize=False, **self._words
        )
        return str(written)

    def _encode(self, text: str) -> list[int]:
        # Special tokens are in the text already.
        return [int(token) for token in self._tokenizer(text, add_special_tokens=False)["input_ids"]]

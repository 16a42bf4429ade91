"""What tokenizers and models put around a text."""

from __future__ import annotations

_BEFORE = (
    "<s>",
    "<bos>",
    "<|begin_of_text|>",
    "<｜begin▁of▁sentence｜>",
    "[gMASK]",
    "<sop>",
    "<|endoftext|>",
    "<pad>",
    "<|finetune_right_pad_id|>",
)
# GLM ends a turn by opening somebody else's.
_AFTER = (
    "<|im_end|>",
    "<|endoftext|>",
    "<|eot_id|>",
    "<|eom_id|>",
    "<|eot|>",
    "<|eom|>",
    "<|end|>",
    "<|return|>",
    "<|call|>",
    "<|user|>",
    "<|observation|>",
    "<|end_of_text|>",
    "<end_of_turn>",
    "<eos>",
    "</s>",
    "<｜end▁of▁sentence｜>",
    "<pad>",
    "<|finetune_right_pad_id|>",
)


def without_beginning(text: str) -> str:
    """The text without the tokens, and the white space among them, that stand before it."""
    rest = text.lstrip()
    while token := next((each for each in _BEFORE if rest.startswith(each)), None):
        rest = rest[len(token) :].lstrip()
    return rest


def without_end(text: str) -> str:
    """The text without the tokens that end it, and the white space before them."""
    rest = text
    while token := next((each for each in _AFTER if rest.rstrip().endswith(each)), None):
        rest = rest.rstrip()[: -len(token)].rstrip()
    return rest

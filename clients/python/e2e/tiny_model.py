"""Models and tokenizers made on the spot: small enough for a CPU, nothing is downloaded."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import torch
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    PreTrainedTokenizerFast,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen2ForSequenceClassification,
)

# A second thread makes matrices as small as these slower.
torch.set_num_threads(1)
CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SPECIALS = ["<pad>", "<|im_start|>", "<|im_end|>"]


def byte_tokenizer() -> PreTrainedTokenizerFast:
    """Bytes are its words, ChatML its template."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {word: place for place, word in enumerate(SPECIALS + alphabet)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    return _wrapped(tokenizer, CHATML)


def line_tokenizer(texts: Iterable[str], words: int, template: str) -> PreTrainedTokenizerFast:
    """Learns its words from the texts: a line that they repeat, such as a tool call, is one word or a few."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex("\n"), behavior="merged_with_previous"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=words,
        special_tokens=SPECIALS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator((part for text in texts for part in re.split(r"<\|im_\w+\|>", text)), trainer)
    return _wrapped(tokenizer, template)


def _wrapped(tokenizer: Tokenizer, template: str) -> PreTrainedTokenizerFast:
    tokenizer.decoder = decoders.ByteLevel()
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        eos_token="<|im_end|>",
        additional_special_tokens=["<|im_start|>"],
        padding_side="left",
    )
    wrapped.chat_template = template
    return wrapped


def tiny_config(tokenizer: PreTrainedTokenizerFast, hidden: int = 32, **more: int) -> Qwen2Config:
    """Two layers of Qwen2's kind."""
    return Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=hidden,
        intermediate_size=2 * hidden,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        max_position_embeddings=4096,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        **more,
    )


def tiny_model(tokenizer: PreTrainedTokenizerFast, hidden: int = 32, seed: int = 0) -> Qwen2ForCausalLM:
    """Random weights, the same for the same seed."""
    torch.manual_seed(seed)
    return Qwen2ForCausalLM(tiny_config(tokenizer, hidden))


def tiny_reward_model(
    tokenizer: PreTrainedTokenizerFast, hidden: int = 32, seed: int = 0
) -> Qwen2ForSequenceClassification:
    """The same with one number for its answer."""
    torch.manual_seed(seed)
    return Qwen2ForSequenceClassification(tiny_config(tokenizer, hidden, num_labels=1))

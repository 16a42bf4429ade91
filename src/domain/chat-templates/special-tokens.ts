/** What tokenizers put before a text: beginnings and padding. */
const BEFORE = [
  "<s>",
  "<bos>",
  "<|begin_of_text|>",
  "<｜begin▁of▁sentence｜>",
  "[gMASK]",
  "<sop>",
  "<|endoftext|>",
  "<pad>",
  "<|finetune_right_pad_id|>",
];
/** What a model ends its answer with, and padding. GLM ends a turn by opening somebody else's. */
const AFTER = [
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
];

/** The text without the tokens, and the white space among them, that stand before it. White space before the text itself goes too. */
export function trimLeadingSpecialTokens(text: string): string {
  let rest = text.trimStart();
  for (let token = startOf(rest, BEFORE); token !== undefined; token = startOf(rest, BEFORE)) {
    rest = rest.slice(token.length).trimStart();
  }
  return rest;
}

/** The text without the tokens that end it; white space before them goes, white space of a text without them stays. */
export function trimTrailingSpecialTokens(text: string): string {
  let rest = text;
  for (let token = endOf(rest.trimEnd(), AFTER); token !== undefined; token = endOf(rest.trimEnd(), AFTER)) {
    rest = rest.trimEnd().slice(0, -token.length).trimEnd();
  }
  return rest;
}

function startOf(text: string, tokens: readonly string[]): string | undefined {
  return tokens.find((token) => text.startsWith(token));
}

function endOf(text: string, tokens: readonly string[]): string | undefined {
  return tokens.find((token) => text.endsWith(token));
}

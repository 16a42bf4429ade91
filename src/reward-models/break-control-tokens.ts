/**
 * How the control tokens of the known chat templates and encoders begin. A tokenizer takes them for what they are wherever they stand, in a message too: so a text could end its own turn and open another's.
 * The vertical bar of the third is DeepSeek's, the numbered ones InternLM's and Nemotron's, those in capitals BERT's and Mistral's.
 */
const CONTROL_TOKENS =
  /(<)(\||｜|\/?s>|start_of_turn>|end_of_turn>|extra_id_)|(\[)(UNUSED_TOKEN_|SEP\]|CLS\]|PAD\]|MASK\]|\/?INST\]|\/?SYSTEM_PROMPT\]|\/?AVAILABLE_TOOLS\]|TOOL_CALLS\])/g;

/** A text in which no control token of a known template is left: each has a space after its first character. Texts without any are given back as they are. */
export function breakControlTokens(text: string): string {
  return text.replace(CONTROL_TOKENS, (_whole, angle = "", afterAngle = "", bracket = "", afterBracket = "") => {
    return `${angle}${bracket} ${afterAngle}${afterBracket}`;
  });
}

/** Such tokens whole. Parts of them are found in honest texts: in programs, in HTML. */
const WHOLE_TOKEN =
  /<\|[\w-]{1,40}\|>|<｜[^｜]{1,40}｜>|<(?:start|end)_of_turn>|<extra_id_\d{1,3}>|\[UNUSED_TOKEN_\d{1,4}\]|\[\/?INST\]/;

/** Whether a text holds a whole token by which known templates open or close turns. */
export function hasControlToken(text: string): boolean {
  return WHOLE_TOKEN.test(text);
}

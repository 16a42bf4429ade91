const NAMED =
  "<\\/?(?:bos|eos|pad|unk|start_of_turn|end_of_turn|extra_id_\\d+)>|\\[\\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|SEP|CLS|PAD|MASK|gMASK|UNUSED_TOKEN_\\d+)\\]|<<\\/?SYS>>";
/** With a name between the bars: a bar beside a bracket alone is code (`a <| b`). The second bar is the full-width one of DeepSeek. */
const IN_BARS = "<[|\\uFF5C][^\\s<>|\\uFF5C]{1,40}[|\\uFF5C]>";

const CONTROL_TOKEN = new RegExp(`${IN_BARS}|${NAMED}`, "i");
const OPENED = /<s>/i;
const CLOSED = /<\/s>/i;
const BEGINNING_OF_ONE = new RegExp(`[<[](?=[|\\uFF5C]|\\/?think)|(?:${NAMED}|<\\/?s>)`, "gi");

/**
 * Whether a text holds a mark by which chat templates tell turns and speakers apart: `<|im_end|>`, `</s>`, `[INST]`, `<start_of_turn>`, DeepSeek's full-width bars. A tokeniser may take one for the real thing wherever it stands,
 * and let the text open a turn of its own.
 */
export function hasControlTokens(text: string): boolean {
  return CONTROL_TOKEN.test(text) || isUnpaired(text);
}

/** Where each is opened and closed, `<s>` strikes text through in HTML; else it is the mark of a text's beginning or end. */
function isUnpaired(text: string): boolean {
  return text.split(OPENED).length !== text.split(CLOSED).length;
}

/** A JSON text in which no tokeniser finds a mark: the first character of each is written as an escape, which says the same. */
export function escapeControlTokens(json: string): string {
  return json.replace(BEGINNING_OF_ONE, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}${mark.slice(1)}`);
}

/** A text in which no tokeniser finds a mark: each has a space after its first character. Texts without any are given back as they are. */
export function breakControlTokens(text: string): string {
  return text.replace(BEGINNING_OF_ONE, (mark) => `${mark.charAt(0)} ${mark.slice(1)}`);
}

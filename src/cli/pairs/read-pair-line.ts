import type { FileLine } from "./open-line-file.ts";
import type { PreferencePair } from "./preference-pair.ts";
import { PreferenceRowError, readPreferenceRow } from "./read-preference-row.ts";

/** Bytes a row may have: an answer of some million words, and no more than fits in memory many times. */
export const ROW_BYTES_MAX = 16 * 1024 * 1024;

/** A line as a pair, `blank`, or why it is none of both. */
export type PairLine = PreferencePair | "blank" | { readonly fault: string };

/** Only an escape can bring half of a surrogate pair through UTF-8. */
const ESCAPED_SURROGATE = /\\u[dD][89a-fA-F]/;

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** What a line of a JSONL file of preference pairs holds. */
export function readPairLine(line: FileLine): PairLine {
  if (line.isTooLong) {
    return { fault: `is longer than ${ROW_BYTES_MAX} bytes` };
  }
  let text: string;
  try {
    text = strictUtf8.decode(line.bytes);
  } catch {
    return { fault: "is not valid UTF-8" };
  }
  if (text.trim() === "") {
    return "blank";
  }
  try {
    const pair = readPreferenceRow(JSON.parse(text.trimEnd()));
    if (ESCAPED_SURROGATE.test(text) && holdsLoneSurrogate(pair)) {
      return { fault: "holds half of a surrogate pair (such as \\ud800 alone), which is not a character" };
    }
    return pair;
  } catch (error) {
    if (error instanceof SyntaxError) {
      const fault = text.trim() === "[" ? "begins a JSON list; JSONL has one JSON object a line" : `is no JSON: ${error.message}`;
      return { fault };
    }
    if (error instanceof PreferenceRowError) {
      return { fault: error.message };
    }
    throw error;
  }
}

function holdsLoneSurrogate(pair: PreferencePair): boolean {
  let holds = false;
  JSON.stringify(pair, (name, value: unknown) => {
    holds ||= !name.isWellFormed() || (typeof value === "string" && !value.isWellFormed());
    return value;
  });
  return holds;
}

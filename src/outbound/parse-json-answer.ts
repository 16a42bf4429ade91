import { UpstreamError } from "./upstream-error.ts";

/** Objects and arrays within one another. Every known interface needs fewer than ten. */
const DEPTH_MAX = 32;
const STEPS: ReadonlyMap<string | undefined, number> = new Map([
  ["{", 1],
  ["[", 1],
  ["}", -1],
  ["]", -1],
]);

/** Reads an answer's bytes as JSON. Throws UpstreamError `bad_answer` where they are no UTF-8, no JSON (Python's NaN and Infinity are none), or nested deeper than any interface is. */
export function parseJsonAnswer(bytes: Uint8Array, status: number): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UpstreamError("bad_answer", `Answered ${status} with bytes that are no UTF-8.`, status);
  }
  if (depthOf(text) > DEPTH_MAX) {
    throw new UpstreamError("bad_answer", `Answered ${status} with JSON nested deeper than ${DEPTH_MAX}.`, status);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UpstreamError("bad_answer", `Answered ${status} with something that is no JSON.`, status);
  }
}

/** How deep a JSON text nests; what stands in strings does not count. One pass, since a regular expression may be led to go back and forth. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInString && character === "\\") {
      at += 1;
    } else if (character === '"') {
      isInString = !isInString;
    } else if (!isInString) {
      depth += STEPS.get(character) ?? 0;
      deepest = Math.max(deepest, depth);
    }
  }
  return deepest;
}

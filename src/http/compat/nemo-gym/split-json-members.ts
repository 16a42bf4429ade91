import { assertInvariant } from "../../../domain/assert.ts";
import { endOfJsonString } from "../../end-of-json-string.ts";

/**
 * The members of a JSON object as they are written, by name; of a name that comes twice the last, as JSON.parse has it. What is echoed from here stays what it was: `1.0` stays a float, and a token id of twenty digits
 * keeps them all.
 * @param text of an object, known to be valid JSON.
 */
export function splitJsonMembers(text: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  let at = text.indexOf("{") + 1;
  assertInvariant(at > 0, "The text is that of an object.");
  for (;;) {
    const nameAt = skipGap(text, at);
    if (text[nameAt] !== '"') {
      return members;
    }
    const nameEnd = endOfJsonString(text, nameAt) + 1;
    const valueAt = skipGap(text, skipGap(text, nameEnd) + 1);
    const valueEnd = endOfValue(text, valueAt);
    members.set(JSON.parse(text.slice(nameAt, nameEnd)) as string, text.slice(valueAt, valueEnd).trimEnd());
    at = valueEnd + 1;
  }
}

/** An object's text of members that are written already. */
export function joinJsonMembers(members: Iterable<readonly [name: string, text: string]>): string {
  return `{${[...members].map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",")}}`;
}

function skipGap(text: string, from: number): number {
  let at = from;
  while (" \t\n\r".includes(text[at] ?? "-")) {
    at += 1;
  }
  return at;
}

/** At the comma or brace behind a member's value. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      at = endOfJsonString(text, at) + 1;
      continue;
    }
    if (character === "{" || character === "[") {
      depth += 1;
    } else if (depth === 0 && (character === "," || character === "}")) {
      return at;
    } else if (character === "}" || character === "]") {
      depth -= 1;
    }
    at += 1;
  }
  return at;
}

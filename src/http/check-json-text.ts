import { InvalidRequestError } from "../domain/errors.ts";
import { endOfJsonString } from "./end-of-json-string.ts";
import { findLoneSurrogate } from "./find-lone-surrogate.ts";
import { pointIntoJson } from "./point-into-json.ts";

const QUOTE = 34;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** How every escape by a number begins: other escapes, such as line breaks, are harmless. */
const UNICODE_ESCAPE = "\\u";
const ESCAPED_SURROGATE = /\\u[dD][89a-fA-F]/;
const PROTO_LITERAL = '"__proto__"';
/** `__proto__` with every character as a six-character escape, in quotes. */
const ESCAPED_PROTO_CHARACTERS_MAX = 56;

/**
 * Refuses JSON text that is nested too deeply, names a member `__proto__` or escapes half a surrogate pair (which no database gives back
 * unchanged). Scans the text without recursion and jumps over strings, so long texts cost next to nothing. It does not parse.
 */
export function checkJsonText(text: string, depthMax: number): void {
  let depth = 0;
  let unicodeEscape = indexOrEnd(text, UNICODE_ESCAPE, 0);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      const end = endOfJsonString(text, index);
      // Looked for once per escape, not once per string: a body of many short strings must not be searched to its end for each.
      unicodeEscape = unicodeEscape < index ? indexOrEnd(text, UNICODE_ESCAPE, index) : unicodeEscape;
      checkString(text, index, end, unicodeEscape < end);
      index = end;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1;
      if (depth > depthMax) {
        const detail = `is nested deeper than ${depthMax} levels`;
        throw new InvalidRequestError(`The body ${detail}.`, { errors: [{ pointer: pointIntoJson(text, index), detail }] });
      }
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
    }
  }
}

function indexOrEnd(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index === -1 ? text.length : index;
}

function checkString(text: string, start: number, end: number, isEscaped: boolean): void {
  const length = end + 1 - start;
  if (length >= PROTO_LITERAL.length && length <= ESCAPED_PROTO_CHARACTERS_MAX && isMemberName(text, end)) {
    if (unescapeLiteral(text.slice(start, end + 1)) === "__proto__") {
      const errors = [{ pointer: pointIntoJson(text, start), detail: "has a member named __proto__, which is not allowed" }];
      throw new InvalidRequestError("A member of the body is named __proto__, which is not allowed.", { errors });
    }
  }
  if (!isEscaped) {
    return;
  }
  const literal = text.slice(start, end + 1);
  if (ESCAPED_SURROGATE.test(literal) && !unescapeLiteral(literal).isWellFormed()) {
    const detail = "holds half of a surrogate pair (such as \\ud800 alone), which is not a character";
    const pointer = findLoneSurrogate(text);
    throw new InvalidRequestError(`A text in the body ${detail}.`, { errors: [{ pointer, detail }] });
  }
}

function isMemberName(text: string, end: number): boolean {
  let index = end + 1;
  while (text.charCodeAt(index) <= 32) {
    index += 1;
  }
  return text.charCodeAt(index) === COLON;
}

/** The string that a JSON literal stands for; the literal itself where it is malformed, which the parser will refuse. */
function unescapeLiteral(literal: string): string {
  if (!literal.includes("\\")) {
    return literal.slice(1, -1);
  }
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal;
  }
}

/** A JSON value and where it stands in its text: from `start` up to but not including `end`. */
export type JsonNode = { readonly start: number; readonly end: number } & (
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, JsonNode> }
  | { readonly kind: "array" }
  | { readonly kind: "plain"; readonly value: string | number | boolean | null }
);

/** Objects and arrays within one another; replies of judges have two. */
const DEPTH_MAX = 6;
const SPACE = /[ \t\r\n]*/y;
// Control characters must be escaped in JSON; those above U+007F need not be, and no judge writes them.
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const PLAIN = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The JSON value that begins at a place of a text; null where none does: broken off, deeper than judges nest, or an object that has a key twice and so says two things. */
export function readJsonAt(text: string, start: number, depth = 0): JsonNode | null {
  const opening = text[start];
  if (opening === "{" || opening === "[") {
    return depth < DEPTH_MAX ? readContainer(text, start, depth + 1) : null;
  }
  const end = matchAt(opening === '"' ? STRING : PLAIN, text, start);
  return end === null
    ? null
    : { start, end, kind: "plain", value: JSON.parse(text.slice(start, end)) as string | number | boolean | null };
}

function readContainer(text: string, start: number, depth: number): JsonNode | null {
  const isObject = text[start] === "{";
  const closing = isObject ? "}" : "]";
  const members = new Map<string, JsonNode>();
  let position = skipSpace(text, start + 1);
  let isOver = text[position] === closing;
  while (!isOver) {
    const key = isObject ? readKey(text, position) : { name: "", end: position };
    const value = key === null || members.has(key.name) ? null : readJsonAt(text, key.end, depth);
    if (key === null || value === null) {
      return null;
    }
    if (isObject) {
      members.set(key.name, value);
    }
    position = skipSpace(text, value.end);
    isOver = text[position] === closing;
    if (!isOver && text[position] !== ",") {
      return null;
    }
    position = isOver ? position : skipSpace(text, position + 1);
  }
  const end = position + 1;
  return isObject ? { start, end, kind: "object", members } : { start, end, kind: "array" };
}

/** A key with its colon; where the value begins. */
function readKey(text: string, start: number): { readonly name: string; readonly end: number } | null {
  const end = matchAt(STRING, text, start);
  const colon = end === null ? -1 : skipSpace(text, end);
  return end === null || text[colon] !== ":"
    ? null
    : { name: JSON.parse(text.slice(start, end)) as string, end: skipSpace(text, colon + 1) };
}

function skipSpace(text: string, start: number): number {
  return matchAt(SPACE, text, start) ?? start;
}

function matchAt(pattern: RegExp, text: string, start: number): number | null {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : null;
}

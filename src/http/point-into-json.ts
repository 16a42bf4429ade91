import { toJsonPointer } from "./describe-issues.ts";
import { endOfJsonString } from "./end-of-json-string.ts";

/** Characters that a pointer may have: members' names are the caller's own, and as long as the body is. */
const POINTER_CHARACTERS_MAX = 1_000;
/** Characters that are read: a body may be large, and it is refused already. */
const READ_CHARACTERS_MAX = 4_000_000;
const WHITE_SPACE = " \t\n\r";
const SCALAR_ENDS = ` \t\n\r,:]}[{"`;
const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** A list or an object that is being read. */
interface Container {
  readonly closedBy: "]" | "}";
  /** Of an object the member's name, null before there is one; of a list the item's index. */
  place: string | number | null;
  isEmpty: boolean;
}

/**
 * The JSON pointer (RFC 6901) to the value at which a text stops being JSON, or within which its reading is broken off; where that would be too long, to the value around it, and where it is too far on, to the whole. Does not recurse. Slow: for the message of a body
 * that is refused.
 * @param end index at which reading is broken off.
 */
export function pointIntoJson(text: string, end: number = text.length): string {
  const open: Container[] = [];
  let awaits: "value" | "name" | "colon" | "comma" = "value";
  let index = afterSpace(text, 0);
  while (index < Math.min(end, READ_CHARACTERS_MAX)) {
    const container = open.at(-1);
    const character = text.charAt(index);
    let next: number | null = index + 1;
    if (container !== undefined && character === container.closedBy && (awaits === "comma" || container.isEmpty)) {
      open.pop();
      awaits = "comma";
    } else if (awaits === "comma" && container !== undefined && character === ",") {
      container.place = typeof container.place === "number" ? container.place + 1 : null;
      awaits = container.closedBy === "]" ? "value" : "name";
    } else if (awaits === "colon" && character === ":") {
      awaits = "value";
    } else if (awaits === "name" && container !== undefined && character === '"') {
      next = endOfString(text, index);
      container.place = next === null ? null : (JSON.parse(text.slice(index, next)) as string);
      container.isEmpty = false;
      awaits = "colon";
    } else if (awaits === "value" && (character === "[" || character === "{")) {
      markFilled(container);
      open.push({ closedBy: character === "[" ? "]" : "}", place: character === "[" ? 0 : null, isEmpty: true });
      awaits = character === "[" ? "value" : "name";
    } else if (awaits === "value") {
      markFilled(container);
      next = character === '"' ? endOfString(text, index) : endOfScalar(text, index);
      awaits = "comma";
    } else {
      break;
    }
    if (next === null) {
      break;
    }
    index = afterSpace(text, next);
  }
  return index >= READ_CHARACTERS_MAX ? "" : pointerTo(open.flatMap(({ place }) => (place === null ? [] : [place])));
}

function markFilled(container: Container | undefined): void {
  if (container !== undefined) {
    container.isEmpty = false;
  }
}

/** Index of the next character that is no white space of JSON's. */
function afterSpace(text: string, start: number): number {
  let index = start;
  while (WHITE_SPACE.includes(text.charAt(index)) && index < text.length) {
    index += 1;
  }
  return index;
}

/** Index behind a number, `true`, `false` or `null`, or null where none of them stands. */
function endOfScalar(text: string, start: number): number | null {
  let end = start;
  while (end < text.length && !SCALAR_ENDS.includes(text.charAt(end))) {
    end += 1;
  }
  return SCALAR.test(text.slice(start, end)) ? end : null;
}

/** Index behind a string, or null where it is none of JSON's. */
function endOfString(text: string, start: number): number | null {
  const end = endOfJsonString(text, start) + 1;
  try {
    JSON.parse(text.slice(start, end));
    return end;
  } catch {
    return null;
  }
}

function pointerTo(path: readonly (string | number)[]): string {
  let pointer = "";
  for (const part of path) {
    const longer = pointer + toJsonPointer([part]);
    if (longer.length > POINTER_CHARACTERS_MAX) {
      break;
    }
    pointer = longer;
  }
  return pointer;
}

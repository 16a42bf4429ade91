import { EVENT_ID, type Event, getScalarValue, type ScalarEvent } from "js-yaml";

/**
 * The 1-based line on which a field of a YAML text stands, or the nearest field around it that does; null for an empty text.
 * @param events what parseEvents gave for the text.
 * @param path keys and indices from the root.
 */
export function lineOfField(text: string, events: readonly Event[], path: readonly PropertyKey[]): number | null {
  let index = events.findIndex((event) => event.type !== EVENT_ID.DOCUMENT);
  if (index < 0) {
    return null;
  }
  let offset = offsetOf(events[index]);
  for (const key of path) {
    const found = findChild(text, events, index, key);
    if (!found) {
      break;
    }
    index = found.index;
    offset = found.offset;
  }
  return offset === null ? null : text.slice(0, offset).split("\n").length;
}

/** The event of a child, and where it begins in the text: at its key in a mapping. */
function findChild(
  text: string,
  events: readonly Event[],
  parent: number,
  key: PropertyKey,
): { readonly index: number; readonly offset: number | null } | null {
  const type = events[parent]?.type;
  if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) {
    return null;
  }
  let child = parent + 1;
  for (let position = 0; child < events.length && events[child]?.type !== EVENT_ID.POP; position += 1) {
    if (type === EVENT_ID.SEQUENCE) {
      if (position === key) {
        return { index: child, offset: offsetOf(events[child]) };
      }
      child = afterNode(events, child);
      continue;
    }
    const name = events[child];
    const value = afterNode(events, child);
    if (name?.type === EVENT_ID.SCALAR && getScalarValue(text, name as ScalarEvent) === String(key)) {
      return { index: value, offset: offsetOf(name) };
    }
    child = afterNode(events, value);
  }
  return null;
}

/** The index after a node with all that it holds. */
function afterNode(events: readonly Event[], start: number): number {
  let depth = 0;
  for (let index = start; index < events.length; index += 1) {
    const type = events[index]?.type;
    depth += type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE ? 1 : type === EVENT_ID.POP ? -1 : 0;
    if (depth === 0) {
      return index + 1;
    }
  }
  return events.length;
}

function offsetOf(event: Event | undefined): number | null {
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    default:
      return null;
  }
}

/** A value on the way, with the JSON pointer to it. */
type Waiting = readonly [value: unknown, pointer: string];

/** The JSON pointer to the first text of a body that holds half of a surrogate pair; empty where it is a member's name or the body is no JSON. Slow: for the message of a body that is refused. */
export function findLoneSurrogate(body: string): string {
  const waiting: Waiting[] = [[parseOrNull(body), ""]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [value, pointer] = next;
    if (typeof value === "string" && !value.isWellFormed()) {
      return pointer;
    }
    if (value !== null && typeof value === "object") {
      // The last one is looked at next: so that the first of the body is found first.
      const members = Object.entries(value).map(([name, member]): Waiting => [member, `${pointer}/${escapeName(name)}`]);
      waiting.push(...members.reverse());
    }
  }
  return "";
}

function parseOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function escapeName(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

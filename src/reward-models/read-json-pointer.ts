/**
 * What stands at a JSON pointer (RFC 6901) in a value, in order; `*` as a part stands for each member of a list. Empty where nothing does.
 * @param pointer "" is the whole; else begins with "/".
 */
export function readJsonPointer(value: unknown, pointer: string): readonly unknown[] {
  let found: readonly unknown[] = [value];
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    found = found.flatMap((from) => (part === "*" ? (Array.isArray(from) ? from : []) : memberOf(from, name)));
  }
  return found;
}

/** Only what JSON itself says: nothing that objects have by birth. A list's places are written without leading zeros. */
function memberOf(from: unknown, name: string): readonly unknown[] {
  const isPlace = !Array.isArray(from) || /^(?:0|[1-9]\d*)$/.test(name);
  return typeof from === "object" && from !== null && isPlace && Object.hasOwn(from, name)
    ? [(from as Readonly<Record<string, unknown>>)[name]]
    : [];
}

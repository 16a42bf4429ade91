/** Whether a JSON pointer names a place in a value: a member or item that is there, or one that is missing from an object that is. */
export function pointsInto(value: unknown, pointer: string): boolean {
  if (pointer === "") {
    return true;
  }
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  let place = value;
  for (const [index, key] of keys.entries()) {
    if (typeof place !== "object" || place === null) {
      return false;
    }
    if (!Object.hasOwn(place, key)) {
      return index === keys.length - 1 && !Array.isArray(place);
    }
    place = (place as Readonly<Record<string, unknown>>)[key];
  }
  return true;
}

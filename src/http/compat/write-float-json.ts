import { assertInvariant } from "../../domain/assert.ts";

/** What the dialects' answers are made of. */
export type FloatJson = number | null | readonly FloatJson[] | { readonly [member: string]: FloatJson };

/**
 * JSON whose numbers all read as floats: `1.0`, never `1`. Python makes an int of `1`, a list of ints an integer tensor, and of such a tensor it refuses the mean.
 * Throws AssertionError for NaN and infinities, which JSON has not.
 */
export function writeFloatJson(value: FloatJson): string {
  if (value === null) {
    return "null";
  }
  if (typeof value === "number") {
    return writeFloat(value);
  }
  if (isList(value)) {
    return `[${value.map(writeFloatJson).join(",")}]`;
  }
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${writeFloatJson(member)}`);
  return `{${members.join(",")}}`;
}

function isList(value: Exclude<FloatJson, number | null>): value is readonly FloatJson[] {
  return Array.isArray(value);
}

function writeFloat(value: number): string {
  assertInvariant(Number.isFinite(value), "a number of an answer is finite");
  // A minus zero reads as one in Python and means nothing to anybody.
  const text = String(value === 0 ? 0 : value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

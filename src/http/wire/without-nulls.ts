/**
 * A tool's input without what is null in it: no tool takes null, and it is how data sets whose rows share one shape (Arrow) and strict function calling write what was left out.
 */
export function withoutNulls(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(input);
  const given = entries.filter(([, value]) => value !== null);
  return given.length === entries.length ? input : Object.fromEntries(given);
}

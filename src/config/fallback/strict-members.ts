import { z } from "zod";

const LITERAL_KEY =
  "a key has no place in the config file: name the environment variable (api_key_env) or the file (api_key_file) that holds it";

/** An object with these members and no others; an unknown one is refused by naming those there are. */
export function strictMembers<const Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? describeUnknownKeys(issue.keys, Object.keys(shape)) : undefined),
  });
}

function describeUnknownKeys(keys: readonly string[], known: readonly string[]): string {
  const unknown = `unknown key ${keys.map((key) => JSON.stringify(key)).join(", ")}; there is ${known.join(", ")}`;
  return keys.includes("api_key") ? `${unknown}. ${LITERAL_KEY}` : unknown;
}

import type { z } from "zod";

/** Has a strict object refuse members that it does not know by naming those there are: a knob that is misspelt must not silently be none. */
export function refuseUnknown(members: readonly string[]) {
  return {
    error: (issue: z.core.$ZodRawIssue) =>
      issue.code === "unrecognized_keys" ? `unknown: ${issue.keys.join(", ")}; there is ${members.join(", ")}` : undefined,
  };
}

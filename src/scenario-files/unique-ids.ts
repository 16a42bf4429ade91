import type { z } from "zod";

/** Checks that every id of a list stands there once; each later one is told of at its own place. */
export function uniqueIds({ value, issues }: z.core.ParsePayload<readonly { readonly id: string }[]>): void {
  const seen = new Set<string>();
  for (const [index, { id }] of value.entries()) {
    if (seen.has(id)) {
      issues.push({ code: "custom", input: id, path: [index, "id"], message: `"${id}" is defined twice` });
    }
    seen.add(id);
  }
}

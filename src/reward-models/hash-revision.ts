import { createHash } from "node:crypto";

const REVISION_CHARACTERS = 12;

/** The revision of a source whose answers depend on nothing but what that text says. */
export function hashRevision(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, REVISION_CHARACTERS);
}

import type { Measured } from "./generator-messages.ts";

/** Requests a second. */
export function requestRate({ requests, elapsedMs }: Pick<Measured, "requests" | "elapsedMs">): number {
  return (1000 * requests) / elapsedMs;
}

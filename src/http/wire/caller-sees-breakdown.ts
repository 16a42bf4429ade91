import type { Caller } from "../../services/caller.ts";

/** Whether the caller may see how scores came about; explanations help to exploit the scoring, so trainers get the numbers alone. */
export function callerSeesBreakdown(caller: Caller): boolean {
  return caller.scopes.includes("admin");
}

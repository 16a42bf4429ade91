import type { Deadlines } from "../deadlines.ts";

/** An answer that people decide is settled this long before it leaves, so that it is on disk by then. */
const SETTLE_AHEAD_MS = 20;

/** When an answer has to leave so that it is there at its deadline: ahead of it by as much as this machine was late of late. */
export function leaveAt({ recentDelayMs }: Pick<Deadlines, "recentDelayMs">, deadlineAt: number): number {
  return deadlineAt - recentDelayMs;
}

/** When an answer that people decide is settled. */
export function settleAt(deadlines: Pick<Deadlines, "recentDelayMs">, deadlineAt: number): number {
  return leaveAt(deadlines, deadlineAt) - SETTLE_AHEAD_MS;
}

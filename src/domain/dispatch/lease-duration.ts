import { paceP75, type VotePace } from "./vote-pace.ts";

export const LEASE_MS_MIN = 20_000;
export const LEASE_MS_MAX = 600_000;
/** So much longer than three of four votes take. */
const PATIENCE = 3;

/** How long an annotator of that pace may keep a question before it goes to somebody else, in milliseconds. */
export function leaseDuration(pace: VotePace, questionSeconds: number): number {
  const durationMs = PATIENCE * paceP75(pace) * questionSeconds * 1000;
  return Math.round(Math.min(Math.max(durationMs, LEASE_MS_MIN), LEASE_MS_MAX));
}

import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 20;
/** Long enough for a machine that is busy with other things; a condition that holds is seen at once. */
const TIMEOUT_MS = 60_000;

/** Looks again and again until the condition holds. Throws where it does not in that time, a minute where none is given. */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs: number = TIMEOUT_MS,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s in vain: ${what}.`);
    }
    await pause(POLL_MS);
  }
}

import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 20;
/** Long enough for a machine that is busy with other things; a condition that holds is seen at once. */
const TIMEOUT_MS = 60_000;

/** Looks again and again until the condition holds. Throws where it does not in a minute. */
export async function waitUntil(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`Waited ${TIMEOUT_MS / 1000} s in vain: ${what}.`);
    }
    await pause(POLL_MS);
  }
}

import { rmSync } from "node:fs";
import { constants } from "node:os";

/** What a shell adds to a signal's number. */
const BY_SIGNAL = 128;

/** Removes a folder with the process, however it ends: by itself, or by SIGTERM or SIGINT where nobody else hears them. */
export function removeAtEnd(folder: string): void {
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) {
        process.exit(BY_SIGNAL + constants.signals[signal]);
      }
    });
  }
}

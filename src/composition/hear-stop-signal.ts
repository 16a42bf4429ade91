import { constants } from "node:os";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;
/** Ctrl-C under npm comes by the terminal and once more from everybody between it and this process: what follows so soon is the same wish. */
const ONE_WISH_MS = 1000;
/** What a shell adds to a signal's number. */
const BY_SIGNAL = 128;

/** Resolves with the first signal that tells the process to stop. One that comes a second later or more ends the process at once: somebody does not want to wait. @param now milliseconds since some instant. */
export function hearStopSignal(told: Pick<NodeJS.Process, "on" | "exit">, now: () => number): Promise<string> {
  return new Promise((resolve) => {
    let heardAt: number | null = null;
    const hear = (signal: (typeof SIGNALS)[number]) => {
      if (heardAt === null) {
        heardAt = now();
        resolve(signal);
      } else if (now() - heardAt >= ONE_WISH_MS) {
        told.exit(BY_SIGNAL + constants.signals[signal]);
      }
    };
    for (const signal of SIGNALS) {
      told.on(signal, hear);
    }
  });
}

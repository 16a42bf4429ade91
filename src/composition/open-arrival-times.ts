import { performance } from "node:perf_hooks";
import { ArrivalTimes } from "../http/arrival-times.ts";
import { systemClock } from "./system-ports.ts";

/** Follows the event loop of this thread. */
export function openArrivalTimes(): ArrivalTimes {
  const { nodeTiming } = performance;
  return new ArrivalTimes(systemClock, UNHEEDED_TIMER, {
    idleMs: () => nodeTiming.idleTime,
    atEndOfRound: (callback) => void setImmediate(callback),
  });
}

/** A timer for whose sake the process does not go on. */
const UNHEEDED_TIMER = {
  set: (delayMs: number, wake: () => void) => {
    const timeout = setTimeout(wake, delayMs).unref();
    return () => clearTimeout(timeout);
  },
};

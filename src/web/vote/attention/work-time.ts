/** Work without a break, as kept on the device so that a reload does not hide it. */
export interface WorkTime {
  readonly workedMs: number;
  /** When it was last looked at, in milliseconds since 1970. */
  readonly seenAt: number;
  /** When the annotator last worked. */
  readonly workedAt: number;
}

/** What is said about a break: nothing, that one may be due, that one is due, that there is no going on without one. */
export type BreakAdvice = "none" | "nudge" | "rest" | "stop";

/** Doing nothing for this long is a break: the count starts anew. */
export const BREAK_MS = 300_000;
/** Between two looks no more than this counts: a machine that slept did not work. */
const STEP_MS_MAX = 30_000;
const MINUTE_MS = 60_000;

/** The work time at a later instant. @param isWorking whether the annotator worked since the last look. */
export function advanceWork(work: WorkTime, isWorking: boolean, now: number): WorkTime {
  const sinceWork = now - work.workedAt;
  if (sinceWork >= BREAK_MS || sinceWork < 0) {
    return { workedMs: 0, seenAt: now, workedAt: isWorking ? now : work.workedAt };
  }
  const step = Math.min(Math.max(0, now - work.seenAt), STEP_MS_MAX);
  return isWorking ? { workedMs: work.workedMs + step, seenAt: now, workedAt: now } : { ...work, seenAt: now };
}

/** What to say after that much work. */
export function adviseBreak(
  workedMs: number,
  minutes: { readonly nudge: number; readonly rest: number; readonly stop: number },
): BreakAdvice {
  const worked = workedMs / MINUTE_MS;
  if (worked >= minutes.stop) {
    return "stop";
  }
  if (worked >= minutes.rest) {
    return "rest";
  }
  return worked >= minutes.nudge ? "nudge" : "none";
}

/** Reads a kept work time; none where the text is none. */
export function parseWorkTime(text: string | null, now: number): WorkTime {
  const none = { workedMs: 0, seenAt: now, workedAt: now };
  try {
    const kept = JSON.parse(text ?? "null") as Partial<Record<keyof WorkTime, unknown>> | null;
    const { workedMs, workedAt } = kept ?? {};
    return typeof workedMs === "number" && typeof workedAt === "number" ? { workedMs, seenAt: now, workedAt } : none;
  } catch {
    return none;
  }
}

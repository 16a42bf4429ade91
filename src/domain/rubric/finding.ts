import type { Reading } from "./reading.ts";

/** What one criterion says about a conversation. */
export interface Finding {
  /** Share met, 0..1; null where the criterion does not apply. */
  readonly met: number | null;
  /** What was counted: numbers and the criterion's own terms, never the scenario's words. */
  readonly explanation: string;
}

/** A criterion made ready: its patterns, phrases and schemas are compiled. A pure function of what it reads. */
export type Measure = (reading: Reading) => Finding;

/** A finding of a criterion that is met or not. */
export function findingOf(isMet: boolean, explanation: string): Finding {
  return { met: isMet ? 1 : 0, explanation };
}

/** A finding of something that is looked for and has to be there, or has to be away. An answer without a word is not praised for what it leaves out. */
export function findingOfPresence(
  isThere: boolean,
  expects: "present" | "absent",
  isWordless: boolean,
  explanation: string,
): Finding {
  if (expects === "absent" && isWordless) {
    return notApplicable("the answer has no words");
  }
  return findingOf(isThere === (expects === "present"), explanation);
}

/** A finding of a criterion that does not apply, with the reason. */
export function notApplicable(reason: string): Finding {
  return { met: null, explanation: `does not apply: ${reason}` };
}

/** "1 word", "3 words". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

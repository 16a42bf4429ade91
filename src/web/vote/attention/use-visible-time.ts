import { useEffect, useState } from "react";
import { isAttended, watchAttention } from "./is-attended.ts";
import { VisibleStopwatch } from "./visible-stopwatch.ts";

/** How long the subject has been before the annotator's eyes; the stopwatch starts anew with every other subject. */
export function useVisibleTime(subject: string | null): VisibleStopwatch {
  const [stopwatch] = useState(() => new VisibleStopwatch(() => performance.now()));
  useEffect(() => {
    stopwatch.reset(subject !== null && isAttended());
    return subject === null ? undefined : watchAttention(() => stopwatch.setRunning(isAttended()));
  }, [stopwatch, subject]);
  return stopwatch;
}

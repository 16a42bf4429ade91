import { useEffect, useState } from "react";
import { isAttended, watchAttention } from "./is-attended.ts";
import { VisibleStopwatch } from "./visible-stopwatch.ts";

/** How long what is on the screen has been before the annotator's eyes. @param countedMs for how long it was before it left the screen and came back. */
export function useVisibleTime(countedMs: number): VisibleStopwatch {
  const [stopwatch] = useState(() => new VisibleStopwatch(() => performance.now()));
  useEffect(() => {
    stopwatch.reset(isAttended(), countedMs);
    return watchAttention(() => stopwatch.setRunning(isAttended()));
  }, [stopwatch, countedMs]);
  return stopwatch;
}

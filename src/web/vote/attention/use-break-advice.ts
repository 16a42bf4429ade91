import { useEffect, useEffectEvent, useState } from "react";
import type { Annotator } from "../api/annotator.ts";
import { readKept, writeKept } from "../settings/kept-text.ts";
import { isAttended } from "./is-attended.ts";
import { advanceWork, adviseBreak, type BreakAdvice, parseWorkTime } from "./work-time.ts";

const KEPT_AS = "folkmoot.work";
const LOOK_EVERY_MS = 5000;

/** What there is to say about a break, from how long the annotator has worked without one. @param hasQuestion whether a question is before them. */
export function useBreakAdvice(minutes: Annotator["breakMinutes"], hasQuestion: boolean): BreakAdvice {
  const [work, setWork] = useState(() => parseWorkTime(readKept(KEPT_AS), Date.now()));
  const look = useEffectEvent(() => {
    const next = advanceWork(work, hasQuestion && isAttended(), Date.now());
    setWork(next);
    writeKept(KEPT_AS, JSON.stringify(next));
  });
  useEffect(() => {
    const timer = window.setInterval(() => look(), LOOK_EVERY_MS);
    return () => window.clearInterval(timer);
  }, []);
  return adviseBreak(work.workedMs, minutes);
}

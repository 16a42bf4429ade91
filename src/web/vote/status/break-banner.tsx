import { useState } from "react";
import type { BreakAdvice } from "../attention/work-time.ts";

interface BreakBannerProps {
  readonly advice: DueBreak;
  readonly onPause: () => void;
}

type DueBreak = Exclude<BreakAdvice, "none">;

const TEXTS: Readonly<Record<DueBreak, string>> = {
  nudge: "You have been at it for a while. Look out of the window for a moment?",
  rest: "Five minutes away from the screen would do you good now.",
  stop: "",
};

/** Suggests a break; it can be waved away. Told to those who listen by what is around it, which is there before it. Drawn anew for every stretch of work. */
export function BreakBanner({ advice, onPause }: BreakBannerProps) {
  const [waved, setWaved] = useState<DueBreak | null>(null);
  if (TEXTS[advice] === "" || waved === advice) {
    return null;
  }
  return (
    <div className="message banner">
      <p>{TEXTS[advice]}</p>
      <button type="button" className="button button-small" onClick={onPause}>
        Pause
      </button>
      <button type="button" className="button button-small" onClick={() => setWaved(advice)}>
        Not now
      </button>
    </div>
  );
}

import { useState } from "react";
import type { BreakAdvice } from "../attention/work-time.ts";

interface BreakBannerProps {
  readonly advice: BreakAdvice;
  readonly onPause: () => void;
}

const TEXTS: Readonly<Record<BreakAdvice, string>> = {
  none: "",
  nudge: "You have been at it for a while. Look out of the window for a moment?",
  rest: "Five minutes away from the screen would do you good now.",
  stop: "",
};

/** Suggests a break, once for each stretch of work; it can be waved away. */
export function BreakBanner({ advice, onPause }: BreakBannerProps) {
  const [waved, setWaved] = useState<BreakAdvice>("none");
  if (TEXTS[advice] === "" || waved === advice) {
    return null;
  }
  return (
    <div className="message banner" role="status">
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

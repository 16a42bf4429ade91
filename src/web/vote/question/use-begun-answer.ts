import { useEffect, useEffectEvent, useState } from "react";
import type { VisibleStopwatch } from "../attention/visible-stopwatch.ts";
import type { ShownQuestion } from "../machine/voting-state.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import { type BegunAnswer, createBegunAnswers } from "./begun-answers.ts";

const begunAnswers = createBegunAnswers(() => window.sessionStorage);

/** What the annotator had begun on an open question when it was last on the screen; null: nothing, or it is answered. */
export function useBegunAnswer(annotatorId: string, shown: ShownQuestion): BegunAnswer | null {
  const [begun] = useState(() =>
    shown.status === "open" ? begunAnswers.read(annotatorId, shown.offer.question.questionId) : null,
  );
  return begun;
}

/** Keeps what is begun on an open question: with every change of the draft, and when the question leaves the screen or the page is left. */
export function useKeptAnswer(annotatorId: string, shown: ShownQuestion, draft: AnswerDraft, stopwatch: VisibleStopwatch): void {
  const keep = useEffectEvent(() => {
    if (shown.status === "open") {
      const { questionId } = shown.offer.question;
      begunAnswers.write({ annotatorId, questionId, draft, visibleMs: stopwatch.read() });
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept with every change of the draft
  useEffect(() => keep(), [draft]);
  useEffect(() => {
    const leave = () => keep();
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", leave);
    return () => {
      leave();
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", leave);
    };
  }, []);
}

import { useEffect, useEffectEvent, useState } from "react";
import type { VisibleStopwatch } from "../attention/visible-stopwatch.ts";
import type { ShownQuestion } from "../machine/voting-state.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import { type BegunAnswer, createBegunAnswers } from "./begun-answers.ts";

/** Two may be begun: a vote is changed while the next question waits. */
const begunAnswers = {
  open: createBegunAnswers(() => window.sessionStorage, "folkmoot.begun"),
  reopened: createBegunAnswers(() => window.sessionStorage, "folkmoot.changed"),
};

/** What the annotator had begun on a question when it was last on the screen; null: nothing, or its answer is on its way. */
export function useBegunAnswer(annotatorId: string, shown: ShownQuestion): BegunAnswer | null {
  const [begun] = useState(() =>
    shown.status === "sent" ? null : begunAnswers[shown.status].read(annotatorId, shown.offer.question.questionId),
  );
  return begun;
}

/** Keeps what is begun on a question: with every change of the draft, and when the question leaves the screen or the page is left. */
export function useKeptAnswer(annotatorId: string, shown: ShownQuestion, draft: AnswerDraft, stopwatch: VisibleStopwatch): void {
  const keep = useEffectEvent(() => {
    if (shown.status !== "sent") {
      const { questionId } = shown.offer.question;
      begunAnswers[shown.status].write({ annotatorId, questionId, draft, visibleMs: stopwatch.read() });
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

import { useState } from "react";
import type { ShownQuestion } from "../machine/voting-state.ts";
import { type AnswerDraft, startDraft } from "./answer-draft.ts";

/** What was said last of a question that is not answered yet: it comes back with the question after an undo or a pause. */
let unsent: { readonly questionId: string; readonly draft: AnswerDraft } | null = null;

/** What the annotator has said of the question on the screen. */
export function useDraft(shown: ShownQuestion): readonly [AnswerDraft, (draft: AnswerDraft) => void] {
  const { questionId } = shown.offer.question;
  const isReopened = shown.status === "reopened";
  const [draft, setDraft] = useState(() =>
    !isReopened && unsent?.questionId === questionId ? unsent.draft : startDraft(shown.answer),
  );
  const change = (changed: AnswerDraft) => {
    if (!isReopened) {
      unsent = { questionId, draft: changed };
    }
    setDraft(changed);
  };
  return [draft, change];
}

import { useState } from "react";
import type { ShownQuestion } from "../machine/voting-state.ts";
import { type AnswerDraft, startDraft } from "./answer-draft.ts";
import type { BegunAnswer } from "./begun-answers.ts";

/** What the annotator has said of the question on the screen. Nothing is added once it is on its way. @param begun what they had said of it before, while it is not answered. */
export function useDraft(shown: ShownQuestion, begun: BegunAnswer | null): readonly [AnswerDraft, (draft: AnswerDraft) => void] {
  const [draft, setDraft] = useState(() => begun?.draft ?? startDraft(shown.answer));
  const change = (changed: AnswerDraft) => {
    if (shown.status !== "sent") {
      setDraft(changed);
    }
  };
  return [draft, change];
}

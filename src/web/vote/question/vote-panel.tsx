import type { ReactNode } from "react";
import type { Choice, Strength } from "../api/offer.ts";
import type { ShownQuestion } from "../machine/voting-state.ts";
import type { Settings } from "../settings/settings.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import { ChoiceBar } from "./choice-bar.tsx";
import { DimensionVotes } from "./dimension-votes.tsx";
import { Justification } from "./justification.tsx";
import { RateForm } from "./rate-form.tsx";

interface VotePanelProps {
  readonly shown: ShownQuestion;
  readonly settings: Settings;
  readonly draft: AnswerDraft;
  readonly onDraft: (draft: AnswerDraft) => void;
  readonly onChoose: (choice: Choice, strength: Strength | null, pressedAt: number) => void;
  readonly onRate: (pressedAt: number) => void;
  readonly onSettings: (change: Partial<Settings>) => void;
  readonly children: ReactNode;
}

/** Where the answer is given. */
export function VotePanel({ shown, settings, draft, onDraft, onChoose, onRate, onSettings, children }: VotePanelProps) {
  const { question } = shown.offer;
  const isLocked = shown.status === "sent";
  return (
    <section className="voting" aria-label="Your vote">
      {question.kind === "compare" ? (
        <>
          <ChoiceBar
            question={question}
            keys={settings.keys}
            asksStrength={settings.asksStrength}
            given={shown.answer}
            isDisabled={isLocked}
            onChoose={onChoose}
          />
          <DimensionVotes
            dimensions={question.dimensions}
            given={draft.dimensions}
            isOpen={settings.showsQualities}
            isDisabled={isLocked}
            onOpen={(showsQualities) => onSettings({ showsQualities })}
            onChange={(dimensions) => onDraft({ ...draft, dimensions })}
          />
        </>
      ) : (
        <RateForm
          question={question}
          given={draft.ratings}
          isDisabled={isLocked}
          onChange={(ratings) => onDraft({ ...draft, ratings })}
          onSubmit={onRate}
        />
      )}
      <Justification
        text={draft.justification}
        isLocked={isLocked}
        onChange={(justification) => onDraft({ ...draft, justification })}
      />
      {children}
    </section>
  );
}

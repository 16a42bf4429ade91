import { useEffect, useRef, useState } from "react";
import type { Annotator } from "../api/annotator.ts";
import type { Answer, Choice, ReleaseReason, Strength } from "../api/offer.ts";
import { useVisibleTime } from "../attention/use-visible-time.ts";
import type { ShownQuestion } from "../machine/voting-state.ts";
import type { Settings } from "../settings/settings.ts";
import { startDraft, toCompareAnswer, toRateAnswer } from "./answer-draft.ts";
import { ChoiceBar } from "./choice-bar.tsx";
import { CompareView } from "./compare-view.tsx";
import { DimensionVotes } from "./dimension-votes.tsx";
import { HandBackDialog } from "./hand-back-dialog.tsx";
import { Justification } from "./justification.tsx";
import { KeyCap } from "./key-cap.tsx";
import { MessageList } from "./message-list.tsx";
import { QuestionHead } from "./question-head.tsx";
import { isRated, RateForm } from "./rate-form.tsx";
import { useQuestionKeys } from "./use-question-keys.ts";

interface QuestionViewProps {
  readonly shown: ShownQuestion;
  readonly annotator: Annotator;
  readonly settings: Settings;
  readonly onSettings: (change: Partial<Settings>) => void;
  readonly onAnswer: (answer: Answer, visibleMs: number) => void;
  readonly onHandBack: (reason: ReleaseReason, message: string | null) => void;
  readonly onKeep: () => void;
}

/** One question with all that can be done with it. Drawn anew for every question. */
export function QuestionView({ shown, annotator, settings, onSettings, onAnswer, onHandBack, onKeep }: QuestionViewProps) {
  const { question, leaseId } = shown.offer;
  const { mediaOrigins } = annotator;
  const [draft, setDraft] = useState(() => startDraft(shown.answer));
  const [isExpanded, setIsExpanded] = useState(false);
  const [intent, setIntent] = useState<"skip" | "flag" | null>(null);
  const stopwatch = useVisibleTime(leaseId);
  const place = useRef<HTMLElement | null>(null);
  const isLocked = shown.status === "sent";

  const choose = (choice: Choice, strength: Strength | null) => {
    if (!isLocked) {
      onAnswer(toCompareAnswer(draft, choice, strength), stopwatch.read());
    }
  };
  const rate = () => {
    if (!isLocked && question.kind === "rate" && isRated(question, draft.ratings)) {
      onAnswer(toRateAnswer(draft), stopwatch.read());
    }
  };
  useQuestionKeys({
    shown,
    draft,
    settings,
    onChoose: choose,
    onRatings: (ratings) => setDraft({ ...draft, ratings }),
    onRate: rate,
    onIntent: (wanted) => setIntent(shown.status === "open" ? wanted : null),
    onExpand: () => setIsExpanded(!isExpanded),
    onKeep,
  });
  useEffect(() => {
    // A new question is read from its beginning, whoever listens or looks.
    window.scrollTo(0, 0);
    place.current?.focus({ preventScroll: true });
  }, []);

  const given = shown.answer;
  const chosen = given?.kind === "compare" && (given.choice === "left" || given.choice === "right") ? given.choice : null;
  return (
    <main ref={place} className="question" tabIndex={-1} data-question={question.questionId} data-status={shown.status}>
      {shown.status === "reopened" ? (
        <div className="message banner">
          <p>Choose again. Your first answer stands until you do.</p>
          <button type="button" className="button button-small" onClick={onKeep}>
            Keep it <KeyCap keys={["Escape"]} />
          </button>
        </div>
      ) : null}
      <QuestionHead question={question} mediaOrigins={mediaOrigins} />
      {question.kind === "compare" ? (
        <CompareView
          question={question}
          mediaOrigins={mediaOrigins}
          isExpanded={isExpanded}
          scrollsTogether={settings.scrollsTogether}
          chosen={chosen}
        />
      ) : (
        <div className={`answers answers-single ${isExpanded ? "answers-expanded" : ""}`}>
          <article className="answer">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <section className="answer-body" aria-label="Answer" tabIndex={0} data-scrolls="">
              <MessageList messages={question.item} mediaOrigins={mediaOrigins} namesRoles={false} />
            </section>
          </article>
        </div>
      )}
      <section className="voting" aria-label="Your vote">
        {question.kind === "compare" ? (
          <>
            <ChoiceBar
              question={question}
              keys={settings.keys}
              asksStrength={settings.asksStrength}
              given={given}
              isDisabled={isLocked}
              onChoose={choose}
            />
            <DimensionVotes
              dimensions={question.dimensions}
              given={draft.dimensions}
              onChange={(dimensions) => setDraft({ ...draft, dimensions })}
            />
          </>
        ) : (
          <RateForm
            question={question}
            given={draft.ratings}
            isDisabled={isLocked}
            onChange={(ratings) => setDraft({ ...draft, ratings })}
            onSubmit={rate}
          />
        )}
        <Justification text={draft.justification} onChange={(justification) => setDraft({ ...draft, justification })} />
        <div className="asides">
          <button
            type="button"
            className="button button-small"
            onClick={() => setIsExpanded(!isExpanded)}
            aria-pressed={isExpanded}
          >
            {isExpanded ? "Show less" : "Show more"} <KeyCap keys={settings.keys.show_more} />
          </button>
          {question.kind === "compare" ? (
            <button
              type="button"
              className="button button-small wide-only"
              aria-pressed={settings.scrollsTogether}
              onClick={() => onSettings({ scrollsTogether: !settings.scrollsTogether })}
            >
              Scroll together
            </button>
          ) : null}
          <button
            type="button"
            className="button button-small"
            aria-disabled={shown.status !== "open"}
            onClick={() => setIntent("skip")}
          >
            Skip <KeyCap keys={settings.keys.skip} />
          </button>
          <button
            type="button"
            className="button button-small"
            aria-disabled={shown.status !== "open"}
            onClick={() => setIntent("flag")}
          >
            Report <KeyCap keys={settings.keys.flag} />
          </button>
        </div>
      </section>
      {intent === null ? null : <HandBackDialog intent={intent} onHandBack={onHandBack} onClose={() => setIntent(null)} />}
    </main>
  );
}

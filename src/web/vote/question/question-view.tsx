import { useEffect, useRef, useState } from "react";
import type { Annotator } from "../api/annotator.ts";
import type { Answer, ReleaseReason } from "../api/offer.ts";
import { useVisibleTime } from "../attention/use-visible-time.ts";
import type { ShownQuestion } from "../machine/voting-state.ts";
import type { Settings } from "../settings/settings.ts";
import { toCompareAnswer, toRateAnswer } from "./answer-draft.ts";
import { AsideBar } from "./aside-bar.tsx";
import { CompareView } from "./compare-view.tsx";
import { HandBackDialog } from "./hand-back-dialog.tsx";
import { KeyCap } from "./key-cap.tsx";
import { QuestionHead } from "./question-head.tsx";
import { RateView } from "./rate-view.tsx";
import { isRated } from "./rated-dimensions.ts";
import { useBegunAnswer, useKeptAnswer } from "./use-begun-answer.ts";
import { useColumnScrolling } from "./use-column-scrolling.ts";
import { useDraft } from "./use-draft.ts";
import { useIsTooSoon } from "./use-is-too-soon.ts";
import { useQuestionKeys } from "./use-question-keys.ts";
import { VotePanel } from "./vote-panel.tsx";

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
  const { question } = shown.offer;
  const { mediaOrigins } = annotator;
  const begun = useBegunAnswer(annotator.annotatorId, shown);
  const [draft, setDraft] = useDraft(shown, begun);
  const isExpanded = settings.showsAll;
  const [intent, setIntent] = useState<"skip" | "flag" | null>(null);
  const stopwatch = useVisibleTime(begun?.visibleMs ?? 0);
  useKeptAnswer(annotator.annotatorId, shown, draft, stopwatch);
  const place = useFreshStart();
  const isOpen = shown.status === "open";
  const isTooSoon = useIsTooSoon(place);

  const means = {
    shown,
    settings,
    draft,
    onDraft: setDraft,
    onChoose: (choice, strength, pressedAt) => {
      if (!(isOpen && isTooSoon(pressedAt))) {
        onAnswer(toCompareAnswer(draft, choice, strength), stopwatch.read());
      }
    },
    onRate: (pressedAt) => {
      if (question.kind === "rate" && isRated(question, draft.ratings) && !(isOpen && isTooSoon(pressedAt))) {
        onAnswer(toRateAnswer(draft), stopwatch.read());
      }
    },
    onIntent: (wanted) => setIntent(isOpen ? wanted : null),
    onExpand: () => onSettings({ showsAll: !isExpanded }),
    onKeep,
  } satisfies Parameters<typeof useQuestionKeys>[0];
  useQuestionKeys(means);
  useColumnScrolling();

  return (
    <main
      ref={place}
      className={`question question-${question.kind}`}
      tabIndex={-1}
      data-question={question.questionId}
      data-status={shown.status}
    >
      {shown.status === "reopened" ? (
        <div className="message banner">
          <p>Choose again. Your first answer stands until you do.</p>
          <button type="button" className="button button-small" onClick={onKeep}>
            Keep it <KeyCap keys={["Escape"]} />
          </button>
        </div>
      ) : null}
      <QuestionHead
        question={question}
        mediaOrigins={mediaOrigins}
        isFolded={settings.hidesContext}
        onFold={(hidesContext) => onSettings({ hidesContext })}
      />
      {question.kind === "compare" ? (
        <CompareView
          question={question}
          mediaOrigins={mediaOrigins}
          isExpanded={isExpanded}
          scrollsTogether={settings.scrollsTogether}
          given={shown.answer}
        />
      ) : (
        <RateView question={question} mediaOrigins={mediaOrigins} isExpanded={isExpanded} />
      )}
      <VotePanel {...means} onSettings={onSettings}>
        <AsideBar
          settings={settings}
          isExpanded={isExpanded}
          hasTwoAnswers={question.kind === "compare"}
          mayHandBack={isOpen}
          onExpand={means.onExpand}
          onSettings={onSettings}
          onIntent={means.onIntent}
        />
      </VotePanel>
      {intent === null ? null : <HandBackDialog intent={intent} onHandBack={onHandBack} onClose={() => setIntent(null)} />}
    </main>
  );
}

/** A place that is read from its beginning when it comes up, by whoever looks or listens. */
function useFreshStart() {
  const place = useRef<HTMLElement | null>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    place.current?.focus({ preventScroll: true });
  }, []);
  return place;
}

import { useEffect, useEffectEvent } from "react";
import type { Choice, RateQuestion, Strength } from "../api/offer.ts";
import { describeKey } from "../keys/describe-key.ts";
import type { KeyAction } from "../keys/key-action.ts";
import { useKeys } from "../keys/use-keys.ts";
import type { ShownQuestion } from "../machine/voting-state.ts";
import type { Settings } from "../settings/settings.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import { dimensionToRate } from "./rated-dimensions.ts";

const VOTES: Partial<Readonly<Record<KeyAction, readonly [Choice, Strength | null]>>> = {
  left: ["left", null],
  left_much: ["left", 3],
  left_slightly: ["left", 1],
  right: ["right", null],
  right_much: ["right", 3],
  right_slightly: ["right", 1],
  tie: ["tie", null],
  both_bad: ["both_bad", null],
};

interface QuestionKeys {
  readonly shown: ShownQuestion;
  readonly settings: Settings;
  readonly draft: AnswerDraft;
  readonly onChoose: (choice: Choice, strength: Strength | null, pressedAt: number) => void;
  readonly onDraft: (draft: AnswerDraft) => void;
  readonly onRate: (pressedAt: number) => void;
  readonly onIntent: (intent: "skip" | "flag") => void;
  readonly onExpand: () => void;
  readonly onKeep: () => void;
}

/** The keys that answer a question, hand it back or change how it is shown. */
export function useQuestionKeys(means: QuestionKeys): void {
  const { question } = means.shown.offer;
  useKeys(means.settings.keys, (action, pressedAt) => {
    const vote = VOTES[action];
    if (vote !== undefined && question.kind === "compare") {
      // In the graded bar the plain key is its middle degree.
      const isPlainSide = means.settings.asksStrength && (action === "left" || action === "right");
      means.onChoose(vote[0], isPlainSide ? 2 : vote[1], pressedAt);
    } else if (action === "skip" || action === "flag") {
      means.onIntent(action);
    } else if (action === "show_more") {
      means.onExpand();
    }
  });
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const pressed = event.repeat || event.isComposing ? null : describeKey(event);
    if (pressed === null || document.querySelector("dialog[open]") !== null || isControl(event.target, pressed)) {
      return;
    }
    if (pressed === "Escape" && means.shown.status === "reopened") {
      means.onKeep();
    }
    if (question.kind === "rate" && rateByKey(pressed, event.timeStamp, question, means)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    // Before the keys that the annotator has set: a digit that rates does nothing else.
    window.addEventListener("keydown", listener, { capture: true });
    return () => window.removeEventListener("keydown", listener, { capture: true });
  }, []);
}

/** Where the key has a meaning of its own: text is typed, and Enter presses the button that it is on, unless that is a rating already given. */
function isControl(target: EventTarget | null, pressed: string): boolean {
  const pressable = `summary, a, button:not(.rating [aria-pressed="true"])`;
  const controls = pressed === "Enter" ? `input, textarea, ${pressable}` : "input, textarea";
  return target instanceof Element && target.closest(controls) !== null;
}

/** Rates the dimension that is due by a digit, or sends the ratings; false where the key does neither. */
function rateByKey(pressed: string, pressedAt: number, question: RateQuestion, means: QuestionKeys): boolean {
  if (pressed === "Enter") {
    means.onRate(pressedAt);
    return true;
  }
  const value = Number(pressed);
  if (!/^\d$/.test(pressed) || value < question.scale.min || value > question.scale.max) {
    return false;
  }
  const { key } = dimensionToRate(question, means.draft.ratings);
  means.onDraft({ ...means.draft, ratings: { ...means.draft.ratings, [key]: value } });
  return true;
}

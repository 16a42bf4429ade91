/** One message of a conversation. Its content is Markdown from a model: hostile. */
export interface Message {
  readonly role: string;
  readonly content: string;
}

/** A quality that may be judged by itself. */
export interface Dimension {
  readonly key: string;
  readonly title: string;
}

interface QuestionBase {
  readonly questionId: string;
  readonly instruction: string;
  readonly context: { readonly title: string; readonly messages: readonly Message[] };
  readonly dimensions: readonly Dimension[];
}

export type Side = "left" | "right";
export type Choice = Side | "tie" | "both_bad";
/** How much better: 1 slightly, 2 clearly, 3 much. */
export type Strength = 1 | 2 | 3;

/** Which of two answers is better? */
export interface CompareQuestion extends QuestionBase {
  readonly kind: "compare";
  readonly left: readonly Message[];
  readonly right: readonly Message[];
  readonly choices: readonly Choice[];
}

/** How good is one answer? */
export interface RateQuestion extends QuestionBase {
  readonly kind: "rate";
  readonly item: readonly Message[];
  readonly scale: { readonly min: number; readonly max: number };
}

/** A question that the server handed to this annotator, until it is answered, handed back or taken by another. */
export interface Offer {
  readonly question: CompareQuestion | RateQuestion;
  readonly leaseId: string;
  /** How often the page tells that the question is still looked at, in milliseconds. */
  readonly heartbeatMs: number;
}

/** An annotator's answer, in terms of the sides as shown. */
export type Answer =
  | {
      readonly kind: "compare";
      readonly choice: Choice;
      /** Null: not said. */
      readonly strength: Strength | null;
      /** By dimension; any may be missing. */
      readonly dimensions: Readonly<Record<string, Side | "tie">>;
      readonly justification: string | null;
    }
  | {
      readonly kind: "rate";
      /** By dimension, and `overall`. */
      readonly ratings: Readonly<Record<string, number>>;
      readonly justification: string | null;
    };

/** Why a question is handed back. */
export const RELEASE_REASONS = ["skip", "broken_media", "not_understood", "unsafe", "other", "paused"] as const;
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

/** One message as an annotator sees it. */
export interface ShownMessage {
  readonly role: "user" | "assistant" | "system" | "tool";
  /** Markdown, from a model or a caller: hostile. */
  readonly content: string;
}

/** A quality that annotators may judge by itself, such as accuracy. */
export interface QuestionDimension {
  readonly key: string;
  readonly title: string;
}

/** What a question says, whatever kind it is: its id follows from it, so that the same thing asked again is the same question with the votes it has. */
interface QuestionContent {
  readonly instruction: string;
  /** Version of the criteria that people vote by; null: the instruction is all there is. */
  readonly criteriaVersion: string | null;
  readonly dimensions: readonly QuestionDimension[];
  /** What comes before the answers: nothing of a scenario's private half. */
  readonly context: { readonly title: string; readonly messages: readonly ShownMessage[] };
}

/** Which of two answers is better? Candidates are in their canonical order; each annotator sees them in an order drawn for that annotator. */
export interface CompareContent extends QuestionContent {
  readonly kind: "compare";
  readonly a: readonly ShownMessage[];
  readonly b: readonly ShownMessage[];
}

/** How good is one answer, 1 to 7 by dimension? */
export interface RateContent extends QuestionContent {
  readonly kind: "rate";
  readonly item: readonly ShownMessage[];
}

export type AnyContent = CompareContent | RateContent;

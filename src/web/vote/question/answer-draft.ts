import type { Answer, Choice, Side, Strength } from "../api/offer.ts";

/** What the annotator has said besides the choice itself. */
export interface AnswerDraft {
  /** By dimension of a compare question. */
  readonly dimensions: Readonly<Record<string, Side | "tie">>;
  /** By dimension of a rate question, and `overall`. */
  readonly ratings: Readonly<Record<string, number>>;
  readonly justification: string;
}

const EMPTY: AnswerDraft = { dimensions: {}, ratings: {}, justification: "" };

/** The draft that a question begins with: empty, or what a reopened vote said. */
export function startDraft(answer: Answer | null): AnswerDraft {
  if (answer === null) {
    return EMPTY;
  }
  return {
    dimensions: answer.kind === "compare" ? answer.dimensions : {},
    ratings: answer.kind === "rate" ? answer.ratings : {},
    justification: answer.justification ?? "",
  };
}

/** The answer to a compare question. */
export function toCompareAnswer(draft: AnswerDraft, choice: Choice, strength: Strength | null): Answer {
  const isSide = choice === "left" || choice === "right";
  return {
    kind: "compare",
    choice,
    strength: isSide ? strength : null,
    dimensions: draft.dimensions,
    justification: toJustification(draft),
  };
}

/** The answer to a rate question. */
export function toRateAnswer(draft: AnswerDraft): Answer {
  return { kind: "rate", ratings: draft.ratings, justification: toJustification(draft) };
}

function toJustification({ justification }: AnswerDraft): string | null {
  const text = justification.trim();
  return text === "" ? null : text;
}

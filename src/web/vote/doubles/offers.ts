import type { Annotator } from "../api/annotator.ts";
import type { Answer, Choice, CompareQuestion, Offer, RateQuestion } from "../api/offer.ts";

/** Somebody who has not voted yet today. */
export const ANNOTATOR: Annotator = {
  annotatorId: "an_1",
  audience: "global",
  votesToday: 0,
  undoMs: 3000,
  breakMinutes: { nudge: 25, rest: 50, stop: 90 },
  mediaOrigins: [],
  completion: null,
};

/** The compare question with that number, in the annotator's hands. */
export function createOffer(number: number): Offer & { readonly question: CompareQuestion } {
  return {
    leaseId: `ls_${number}`,
    heartbeatMs: 10_000,
    question: {
      kind: "compare",
      questionId: `q_${number}`,
      instruction: "Which is better?",
      context: { title: "A talk", messages: [{ role: "user", content: `Question ${number}` }] },
      dimensions: [],
      left: [{ role: "assistant", content: "first" }],
      right: [{ role: "assistant", content: "second" }],
      choices: ["left", "right", "tie", "both_bad"],
    },
  };
}

/** A rate question with these dimensions. */
export function createRateQuestion(...keys: readonly string[]): RateQuestion {
  const { instruction, context } = createOffer(1).question;
  const dimensions = keys.map((key) => ({ key, title: key }));
  return {
    kind: "rate",
    questionId: "q_rate",
    instruction,
    context,
    dimensions,
    item: [{ role: "assistant", content: "an answer" }],
    scale: { min: 1, max: 7 },
  };
}

/** A plain answer to a compare question. */
export function choose(choice: Choice): Answer {
  return { kind: "compare", choice, strength: null, dimensions: {}, justification: null };
}

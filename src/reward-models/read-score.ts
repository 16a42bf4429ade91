import type { UpstreamError } from "../outbound/upstream-error.ts";
import { badAnswer } from "./parse-answer.ts";
import type { LabelledNumber } from "./scalar-interface.ts";
import type { ScalarModelOptions } from "./scalar-model-options.ts";

/** A probability of 0 or 1 says that the number behind it was large, not that it was infinite. In single precision, as models compute, there is nothing between 1 and this. */
const PROBABILITY_MIN = 2 ** -24;

/** The score among a conversation's numbers, on the model's own scale: a squashing is undone (log-odds). An error where there is none. */
export function readScore(
  numbers: readonly LabelledNumber[],
  { pick, activation }: Pick<ScalarModelOptions, "pick" | "activation">,
): number | UpstreamError {
  const picked =
    typeof pick === "object" ? numbers.find(({ label }) => label === pick.label) : numbers.at(pick === "first" ? 0 : -1);
  if (picked === undefined) {
    return badAnswer(typeof pick === "object" ? `without the label "${pick.label}"` : "without a score");
  }
  const { value } = picked;
  if (value === null || !Number.isFinite(value)) {
    return badAnswer("with something that is no number");
  }
  if (activation === "raw") {
    return value;
  }
  if (value < 0 || value > 1) {
    return badAnswer(`with a number that is no probability, though its activation is said to be ${activation}`);
  }
  if (activation === "softmax" && numbers.length < 2) {
    return badAnswer("with one label, of which a softmax always makes 1");
  }
  const probability = Math.min(Math.max(value, PROBABILITY_MIN), 1 - PROBABILITY_MIN);
  return Math.log(probability / (1 - probability));
}

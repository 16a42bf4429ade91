import type { DecidedComparison } from "../../services/scoring/comparison.ts";
import type { PreferencePair } from "../pairs/preference-pair.ts";

/** Whether a row's own labels stay, or the better answer by our measure becomes `chosen`. */
export type LabelMode = "keep" | "relabel";

/**
 * A row of a TRL preference data set, as a line of JSON: `margin` is the reward of `chosen` minus that of `rejected`, so it is negative where a kept label is not
 * ours. All figures are written as floats: a column that begins with `1` would be read as one of integers.
 * @param comparison of the pair's `chosen` as A with its `rejected` as B.
 */
export function toScoredRow(pair: PreferencePair, comparison: DecidedComparison, labels: LabelMode): string {
  const isSwapped = labels === "relabel" && comparison.winner === "b";
  const [chosen, rejected] = isSwapped ? [pair.rejected, pair.chosen] : [pair.chosen, pair.rejected];
  const texts = JSON.stringify({ prompt: pair.prompt, chosen, rejected });
  const figures = {
    margin: isSwapped ? -comparison.signedMargin : comparison.signedMargin,
    p_chosen: isSwapped ? 1 - comparison.pA : comparison.pA,
    reward_chosen: isSwapped ? comparison.rewardB : comparison.rewardA,
    reward_rejected: isSwapped ? comparison.rewardA : comparison.rewardB,
  };
  const written = Object.entries(figures).map(([name, value]) => `"${name}":${toFloatText(value)}`);
  return `${texts.slice(0, -1)},${written.join(",")},"scoring_version":${JSON.stringify(comparison.scoringVersion)}}\n`;
}

function toFloatText(value: number): string {
  // Plus zero turns -0 into 0.
  return Number.isInteger(value) ? (value + 0).toFixed(1) : String(value);
}

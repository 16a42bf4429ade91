import type { Scenario } from "../scenarios/scenario.ts";

/** Whether a conversation's score depends on its words alone: the rubric scores every dimension, and there is nothing to find, to step on or to end it. */
export function isScoredByWords({ private: half }: Scenario): boolean {
  return (
    half.scoring.dimensions.every((rule) => rule.scorer.kind === "rubric") &&
    half.facts.length === 0 &&
    half.minefields.length === 0 &&
    half.ends.length === 0
  );
}

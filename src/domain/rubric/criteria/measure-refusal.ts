import { findingOfPresence, type Measure } from "../finding.ts";
import { isRefusal } from "../is-refusal.ts";
import type { Expectation } from "../rubric-check.ts";

/** The policy declines to answer. */
export function measureRefusal(expects: Expectation): Measure {
  return ({ answer }) => {
    const declines = isRefusal(answer.openingWords(), answer.numbers().length);
    return findingOfPresence(
      declines,
      expects,
      answer.numbers().length === 0,
      declines ? "the answer declines" : "the answer does not decline",
    );
  };
}

import { findingOfPresence, type Measure } from "../finding.ts";
import type { Expectation } from "../rubric-check.ts";

/** Whether one of the phrases of that number in the shared finder occurs. */
export function measurePhrases(slot: number, expects: Expectation): Measure {
  return (reading) => {
    const isThere = reading.hasPhrase(slot);
    return findingOfPresence(
      isThere,
      expects,
      reading.answer.numbers().length === 0,
      isThere ? "one of the phrases occurs" : "none of the phrases occurs",
    );
  };
}

import { findingOfPresence, type Measure } from "../finding.ts";
import type { Expectation } from "../rubric-check.ts";

/** Whether the pattern of that number in the shared set occurs. */
export function measurePattern(slot: number, expects: Expectation): Measure {
  return (reading) => {
    const isThere = reading.hasPattern(slot);
    return findingOfPresence(
      isThere,
      expects,
      reading.answer.numbers().length === 0,
      isThere ? "the pattern occurs" : "the pattern does not occur",
    );
  };
}

import { findingOf, type Measure, notApplicable } from "../finding.ts";
import type { Criterion } from "../rubric-check.ts";

type Repetition = Extract<Criterion, { readonly kind: "repetition" }>;

/** At most that share of the word n-grams have stood there before. */
export function measureRepetition({ ngramWords, shareMax }: Repetition): Measure {
  return ({ answer }) => {
    const { total, repeated } = answer.repeatedNgrams(ngramWords);
    return total === 0
      ? notApplicable("the answer is too short to repeat itself")
      : findingOf(repeated / total <= shareMax, `${repeated} of ${total} word sequences stood there before`);
  };
}

import { findingOf, type Measure, notApplicable } from "../finding.ts";
import { countRepeatedNgrams } from "../repeated-ngrams.ts";
import type { Criterion } from "../rubric-check.ts";

type Echo = Extract<Criterion, { readonly kind: "echo" }>;

const ECHO_WORDS = 4;

/** At most that share of the answer's word 4-grams stand in the request. */
export function measureEcho({ shareMax }: Echo): Measure {
  return ({ answer, request }) => {
    const { total, repeated } = countRepeatedNgrams(answer.numbers(), ECHO_WORDS, request.numbers());
    return total === 0
      ? notApplicable("the answer is too short to echo")
      : findingOf(repeated / total <= shareMax, `${repeated} of ${total} word sequences stand in the request`);
  };
}

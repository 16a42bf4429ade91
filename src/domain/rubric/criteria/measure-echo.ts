import { findingOf, type Measure, notApplicable } from "../finding.ts";
import { countRepeatedNgrams } from "../repeated-ngrams.ts";
import type { Criterion } from "../rubric-check.ts";

type Echo = Extract<Criterion, { readonly kind: "echo" }>;

const ECHO_WORDS = 4;

/**
 * At most that share of the answer's word 4-grams stand in the request. A copy with enough of something else around it keeps that; where `requestShareMax` is given,
 * at most that share of the request's may stand in the answer.
 */
export function measureEcho({ shareMax, requestShareMax }: Echo): Measure {
  return ({ answer, request }) => {
    const own = countRepeatedNgrams(answer.numbers(), ECHO_WORDS, request.numbers());
    if (own.total === 0) {
      return notApplicable("the answer is too short to echo");
    }
    const echoed = `${own.repeated} of ${own.total} word sequences stand in the request`;
    if (requestShareMax === null) {
      return findingOf(own.repeated / own.total <= shareMax, echoed);
    }
    const taken = countRepeatedNgrams(request.numbers(), ECHO_WORDS, answer.numbers());
    const isOwn = own.repeated <= shareMax * own.total && taken.repeated <= requestShareMax * taken.total;
    return findingOf(isOwn, `${echoed}, ${taken.repeated} of the request's ${taken.total} in it`);
  };
}

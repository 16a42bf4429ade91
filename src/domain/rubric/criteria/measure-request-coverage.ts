import { stemWord } from "../../text/stem-word.ts";
import { type Measure, notApplicable } from "../finding.ts";
import type { Vocabulary } from "../vocabulary.ts";

/** Share of the request's content words that the answer takes up, in any of their forms. */
export function measureRequestCoverage(vocabulary: Vocabulary): Measure {
  const stemOf = vocabulary.remember(stemWord);
  const stems = (numbers: readonly number[]): ReadonlySet<string> => {
    const found = new Set<string>();
    for (const number of numbers) {
      found.add(stemOf(number));
    }
    return found;
  };
  return ({ answer, request }) => {
    const asked = stems(request.contentNumbers());
    if (asked.size === 0) {
      return notApplicable("the request has no content words");
    }
    const said = stems(answer.contentNumbers());
    let takenUp = 0;
    for (const stem of asked) {
      takenUp += said.has(stem) ? 1 : 0;
    }
    return { met: takenUp / asked.size, explanation: `${takenUp} of ${asked.size} content words of the request taken up` };
  };
}

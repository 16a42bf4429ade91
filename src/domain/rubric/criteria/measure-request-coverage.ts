import { stemWord } from "../../text/stem-word.ts";
import { type Measure, notApplicable } from "../finding.ts";
import type { OwnContentReader } from "../own-content.ts";
import type { Vocabulary } from "../vocabulary.ts";

/** Share of the request's content words that the answer takes up, in any of their forms, where it does more than say them again. */
export function measureRequestCoverage(vocabulary: Vocabulary, readOwnContent: OwnContentReader): Measure {
  const stemOf = vocabulary.remember(stemWord);
  return ({ answer, request }) => {
    const missing = new Set<string>();
    for (const number of request.contentNumbers()) {
      missing.add(stemOf(number));
    }
    const asked = missing.size;
    if (asked === 0) {
      return notApplicable("the request has no content words");
    }
    for (const number of readOwnContent(answer, request)) {
      missing.delete(stemOf(number));
    }
    const takenUp = asked - missing.size;
    return { met: takenUp / asked, explanation: `${takenUp} of ${asked} content words of the request taken up` };
  };
}

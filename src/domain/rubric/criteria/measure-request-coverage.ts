import { contentStems } from "../content-words.ts";
import { type Measure, notApplicable } from "../finding.ts";

/** Share of the request's content words that the answer takes up, in any of their forms. */
export function measureRequestCoverage(): Measure {
  return ({ answer, request }) => {
    const asked = contentStems(request.words());
    if (asked.size === 0) {
      return notApplicable("the request has no content words");
    }
    const said = contentStems(answer.words());
    let takenUp = 0;
    for (const stem of asked) {
      takenUp += said.has(stem) ? 1 : 0;
    }
    return { met: takenUp / asked.size, explanation: `${takenUp} of ${asked.size} content words of the request taken up` };
  };
}

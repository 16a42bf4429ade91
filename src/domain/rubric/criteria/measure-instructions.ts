import { type Measure, notApplicable } from "../finding.ts";
import { readConstraints } from "../instructions/read-constraints.ts";

/** Share of the constraints kept that the request states. */
export function measureInstructions(): Measure {
  return ({ answer, request }) => {
    const judged = readConstraints(request)
      .map((constraint) => ({ about: constraint.about, isKept: constraint.isKept(answer) }))
      .filter(({ isKept }) => isKept !== null);
    if (judged.length === 0) {
      return notApplicable("the request states no constraint that can be checked");
    }
    const broken = judged.filter(({ isKept }) => isKept === false);
    const named = [...new Set(broken.map(({ about }) => about))].join(", ");
    return {
      met: (judged.length - broken.length) / judged.length,
      explanation: `${judged.length - broken.length} of ${judged.length} constraints of the request kept${named === "" ? "" : `; not: ${named}`}`,
    };
  };
}

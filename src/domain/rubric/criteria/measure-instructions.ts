import { createBoundedMemory } from "../../bounded-memory.ts";
import { type Measure, notApplicable } from "../finding.ts";
import type { Constraint } from "../instructions/constraint.ts";
import { readConstraints } from "../instructions/read-constraints.ts";

/** The answers of a group share their request. */
const REQUESTS_REMEMBERED_MAX = 16;

/** Share of the constraints kept that the request states. */
export function measureInstructions(): Measure {
  const memory = createBoundedMemory<readonly Constraint[]>(REQUESTS_REMEMBERED_MAX);
  return ({ answer, request }) => {
    const judged = memory
      .recall(request.text(), () => readConstraints(request))
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

import { countOf, findingOf, type Measure } from "../finding.ts";
import type { Criterion } from "../rubric-check.ts";

type Turns = Extract<Criterion, { readonly kind: "turns" }>;

/** So many messages of the policy. */
export function measureTurns({ min, max }: Turns): Measure {
  return ({ turns }) => findingOf((min === null || turns >= min) && (max === null || turns <= max), countOf(turns, "message"));
}

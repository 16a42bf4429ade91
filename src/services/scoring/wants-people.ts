import type { HumanTerms } from "../people/human-terms.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

/** Whether people are to be asked: they are wanted, and somebody is there or has to be waited for. */
export function wantsPeople(
  { people }: Pick<ScoringPorts, "people">,
  human: HumanTerms | null,
  deadlineAt: number | null,
): human is HumanTerms {
  if (human === null || human.mode === "off" || deadlineAt === null) {
    return false;
  }
  return human.mode === "require" || people.areThere(human.audience);
}

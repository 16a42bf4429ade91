import { answerWithoutPeople } from "../../src/services/people/merge-comparison.ts";
import type { People } from "../../src/services/people/people.ts";

/** Nobody to ask: what the fallback says stands, unless people are required. */
export const NO_PEOPLE: People = {
  areThere: () => false,
  settlePair: async (_caller, { comparison, human }) => answerWithoutPeople(comparison, human),
  settleGroup: async () => null,
  settleRating: async () => null,
};

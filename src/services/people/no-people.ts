import { answerWithoutPeople } from "./merge-comparison.ts";
import type { People } from "./people.ts";

/** Nobody to ask: what the fallback says stands, unless people are required. For work without a server. */
export const NO_PEOPLE: People = {
  areThere: () => false,
  settlePair: async (_caller, { comparison, human }) => answerWithoutPeople(comparison, human),
  settleGroup: async () => null,
  settleRating: async () => null,
};

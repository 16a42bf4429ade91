import type { Opinions } from "./opinions.ts";

/** The fallback where there is nothing but the rubric: nobody need ask it. */
export const NO_OPINIONS: Opinions = {
  mayDiffer: () => false,
  ask: async () => ({ candidates: null, attempts: [] }),
};

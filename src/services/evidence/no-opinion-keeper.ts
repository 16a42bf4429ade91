import type { OpinionKeeper } from "./opinion-keeper.ts";

/** Nothing is kept. */
export const NO_OPINION_KEEPER: OpinionKeeper = { keep: () => undefined };

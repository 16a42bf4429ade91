import { REVISE_WINDOW_MS } from "../voting/revise-vote.ts";

/** A vote is learned from when it cannot be changed any more, and what changed it has been written. */
export const SETTLED_AFTER_MS = REVISE_WINDOW_MS + 2_000;

import type { SourceVote } from "./source-evidence.ts";

/** A pair as the source scored it and people have voted on it. */
export interface RecentPair {
  readonly key: string;
  readonly rawA: number;
  readonly rawB: number;
  readonly a: number;
  readonly b: number;
  readonly tie: number;
  /** What it stands for, ≥ 1. */
  readonly importance: number;
}

/** The latest pairs, the one first voted on longest ago first. */
export type RecentPairs = readonly RecentPair[];

export const NO_PAIRS: RecentPairs = [];
/** Enough to say what a source is worth, few enough to keep of every source in every scenario. */
const PAIRS_MAX = 200;

/** Counts a vote. `votesBefore`: on its pair, as far as that is remembered. */
export function takeVote(
  pairs: RecentPairs,
  { pairKey, choice, rawA, rawB }: Pick<SourceVote, "pairKey" | "choice" | "rawA" | "rawB">,
  importance: number,
): { readonly pairs: RecentPairs; readonly votesBefore: number } {
  const place = pairs.findLastIndex(({ key }) => key === pairKey);
  const known = pairs[place] ?? { key: pairKey, rawA, rawB, a: 0, b: 0, tie: 0, importance };
  const counted = { ...known, [choice]: known[choice] + 1 };
  const votesBefore = known.a + known.b + known.tie;
  if (place >= 0) {
    return { pairs: pairs.with(place, counted), votesBefore };
  }
  return { pairs: [...pairs.slice(Math.max(0, pairs.length + 1 - PAIRS_MAX)), counted], votesBefore };
}

import { groupWinShares } from "../../domain/scoring/group-win-shares.ts";
import type { BatchResult } from "./batch-evaluation.ts";
import { isScored } from "./is-scored.ts";
import { placeResults } from "./place-results.ts";

/** A whole group with the reward each has within it: its expected share of wins among those that have a reward, the disqualified included. */
export function shareGroupRewards<Member extends { readonly result: BatchResult }>(group: readonly Member[]): readonly Member[] {
  const scored = group.flatMap(({ result }) => (isScored(result) ? [result] : []));
  const shares = groupWinShares(placeResults(scored)).values();
  return group.map((member) => {
    const { result } = member;
    return isScored(result) ? { ...member, result: { ...result, groupReward: shares.next().value ?? null } } : member;
  });
}

import { mean } from "../numerics/mean.ts";
import { STEEPNESS } from "./preference-probability.ts";

/** A member of a group that has a reward. */
export interface PlacedMember {
  /** 0..1. */
  readonly reward: number;
  /** On the log-odds scale, by the source that looked at the group; null where it was not asked: it is disqualified, or nobody but the rubric looked at any. */
  readonly strength: number | null;
}

/**
 * Where the members of a group stand on the scale of rewards: as far apart as their strengths say, around the mean of their rewards. Whoever has no strength where others have one is disqualified: last, at 0 or where the last
 * of the others stands if that is lower. The rewards themselves where none has a strength.
 */
export function placeInGroup(members: readonly PlacedMember[]): readonly number[] {
  const judged = members.flatMap(({ reward, strength }) => (strength === null ? [] : [{ reward, strength }]));
  if (judged.length === 0) {
    return members.map(({ reward }) => reward);
  }
  // From the lowest up, so that the order of the members cannot change the last digit.
  const offsets = judged.map(({ reward, strength }) => reward - strength / STEEPNESS).toSorted((one, other) => one - other);
  const offset = mean(offsets);
  const last = Math.min(0, ...judged.map(({ strength }) => strength / STEEPNESS + offset));
  return members.map(({ strength }) => (strength === null ? last : strength / STEEPNESS + offset));
}

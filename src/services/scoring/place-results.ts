import { placeInGroup } from "../../domain/scoring/place-in-group.ts";
import type { ScoredResult } from "./batch-evaluation.ts";

/** Where the scored members of a group stand on the scale of rewards by whoever answered for the group; only how far they are apart matters. */
export function placeResults(results: readonly Pick<ScoredResult, "evaluation">[]): readonly number[] {
  return placeInGroup(results.map(({ evaluation: { reward, opinion } }) => ({ reward, strength: opinion?.strength ?? null })));
}

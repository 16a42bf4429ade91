import { calibratedWorth, type FallbackWorth, UNCALIBRATED_WORTH } from "../../domain/preference/fallback-worth.ts";
import type { Opinion } from "../fallback/opinions.ts";

/** How far people's votes have to reckon with an opinion. */
export function worthOf({ calibration, worthVotes }: Pick<Opinion, "calibration" | "worthVotes">): FallbackWorth {
  return calibration === null ? { ...UNCALIBRATED_WORTH, votes: worthVotes } : calibratedWorth(worthVotes);
}

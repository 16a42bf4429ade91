import { FALLBACK_VOTES } from "../../domain/preference/merge-pair.ts";
import { STEEPNESS } from "../../domain/scoring/preference-probability.ts";
import type { SourceOptions } from "./chain-options.ts";
import type { SourceScale } from "./source-scale.ts";

/** The scale of a model that votes have taught nothing of: as configured; what it says of two against each other is log-odds already. */
export function configuredScale(options: Pick<SourceOptions, "kappa" | "centre">, isRelative: boolean): SourceScale {
  const { kappa, centre } = isRelative ? { kappa: 1, centre: 0 } : options;
  return { kappa, centre, worthVotes: FALLBACK_VOTES, revision: null, isDistrusted: false };
}

/** The learned model's raw scores are log-odds. */
export const LEARNED_SCALE: SourceScale = {
  kappa: 1,
  centre: 0,
  worthVotes: FALLBACK_VOTES,
  revision: null,
  isDistrusted: false,
};

/** The rubric's raw scores are rewards. */
export const RUBRIC_SCALE: SourceScale = { ...LEARNED_SCALE, kappa: STEEPNESS };

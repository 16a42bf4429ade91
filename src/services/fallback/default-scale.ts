import { FALLBACK_VOTES } from "../../domain/preference/fallback-worth.ts";
import { STEEPNESS } from "../../domain/scoring/preference-probability.ts";
import type { RewardModel } from "../../ports/reward-model.ts";
import type { SourceOptions } from "./chain-options.ts";
import type { SourceScale } from "./source-scale.ts";

/** The scale of a model that votes have taught nothing of: as configured; what it says of two against each other is log-odds already. */
export function defaultScaleOf(options: Pick<SourceOptions, "kappa" | "centre">, isRelative: boolean): SourceScale {
  const { kappa, centre } = isRelative ? { kappa: 1, centre: 0 } : options;
  return { kappa, centre, worthVotes: FALLBACK_VOTES, revision: null, isDistrusted: false };
}

/** The scale that a model of each kind has where none is configured. */
const KIND_SCALES: Readonly<Record<RewardModel["kind"], Pick<SourceScale, "kappa" | "centre">>> = {
  reward_model: { kappa: 1, centre: 0 },
  judge: { kappa: STEEPNESS, centre: 0 },
};

/** The revision of what a model says of candidates one by one: under another scale than its kind's it is another one, since the same raw score is another reward then. */
export function revisionUnder(
  { kind, revision }: Pick<RewardModel, "kind" | "revision">,
  { kappa, centre }: Pick<SourceOptions, "kappa" | "centre">,
): string {
  const usual = KIND_SCALES[kind];
  const scale = kappa === usual.kappa ? "" : `+scale-${kappa}`;
  return `${revision}${scale}${centre === usual.centre ? "" : `+centre-${centre}`}`;
}

/** The learned model's raw scores are log-odds. */
export const DEFAULT_LEARNED_SCALE: SourceScale = {
  kappa: 1,
  centre: 0,
  worthVotes: FALLBACK_VOTES,
  revision: null,
  isDistrusted: false,
};

/** The rubric's raw scores are rewards. */
export const DEFAULT_RUBRIC_SCALE: SourceScale = { ...DEFAULT_LEARNED_SCALE, kappa: STEEPNESS };

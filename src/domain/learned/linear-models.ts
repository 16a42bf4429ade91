import { MODELS } from "./bt-hash.ts";
import { sigmoid } from "./sigmoid.ts";

/** Several linear models on the same features, learning side by side. The number of model m for slot s stands at s × MODELS + m. */
export interface LinearModels {
  readonly weights: Float32Array;
  /** Sums of squared gradients, by which AdaGrad (Duchi, Hazan and Singer 2011) makes steps smaller. */
  readonly squares: Float32Array;
}

/** How far one candidate is from another, feature by feature: what a model of preferences learns from. The arrays are as long as there is room; `count` entries hold. */
export interface FeatureDifference {
  readonly slots: Int32Array;
  readonly values: Float64Array;
  count: number;
}

/** How fast models learn. */
export interface LearningRate {
  /** Size of a first step. Slots from `slowFrom` on learn at `slowStep`. */
  readonly step: number;
  readonly slowStep: number;
  readonly slowFrom: number;
  /** What squares begin at: the larger, the calmer the first steps. */
  readonly squaresStart: number;
  /** Pull of each weight that is touched towards 0 (L2). */
  readonly decay: number;
}

/** Models that know nothing, for so many slots. */
export function createLinearModels(slots: number): LinearModels {
  return { weights: new Float32Array(slots * MODELS), squares: new Float32Array(slots * MODELS) };
}

/** Log-odds, before any temperature, with which each model prefers the first candidate. */
export function marginsOf({ weights }: LinearModels, difference: FeatureDifference): Float64Array {
  const margins = new Float64Array(MODELS);
  for (let entry = 0; entry < difference.count; entry += 1) {
    const start = (difference.slots[entry] ?? 0) * MODELS;
    const value = difference.values[entry] ?? 0;
    for (let model = 0; model < MODELS; model += 1) {
      margins[model] = (margins[model] ?? 0) + (weights[start + model] ?? 0) * value;
    }
  }
  return margins;
}

/**
 * Takes one step of AdaGrad down the log loss of a vote, in every model but one.
 * @param target share of the vote that prefers the first candidate.
 * @param heldOut the model that must not learn from this vote; -1: all learn.
 */
export function learnDifference(
  models: LinearModels,
  difference: FeatureDifference,
  { target, weight }: { readonly target: number; readonly weight: number },
  heldOut: number,
  rate: LearningRate,
): void {
  const { weights, squares } = models;
  const pulls = marginsOf(models, difference).map((margin) => weight * (sigmoid(margin) - target));
  for (let entry = 0; entry < difference.count; entry += 1) {
    const slot = difference.slots[entry] ?? 0;
    const value = difference.values[entry] ?? 0;
    const step = slot >= rate.slowFrom ? rate.slowStep : rate.step;
    for (let model = 0; model < MODELS; model += 1) {
      if (model === heldOut) {
        continue;
      }
      const place = slot * MODELS + model;
      const known = weights[place] ?? 0;
      const gradient = (pulls[model] ?? 0) * value + rate.decay * known;
      const seen = (squares[place] ?? 0) + gradient * gradient;
      squares[place] = seen;
      weights[place] = known - (step * gradient) / Math.sqrt(rate.squaresStart + seen);
    }
  }
}

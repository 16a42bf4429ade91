import { sigmoid } from "../numerics/sigmoid.ts";

/** Models that learn side by side: the one that answers, at 0, and behind it those that test it. */
export const MODELS = 6;

/** Numbers a slot: a weight of each model, then its sum of squared gradients, by which AdaGrad (Duchi, Hazan and Singer 2011) makes steps smaller; as many as fill a line of a processor's cache. */
export const STRIDE = 16;
/** How many of these numbers hold anything: they come first. */
export const USED = 2 * MODELS;

/** Several linear models on the same features, learning side by side: of slot s, model m has its weight at s × 16 + m and its squares at s × 16 + MODELS + m. */
export interface LinearModels {
  readonly numbers: Float32Array;
}

/** How far one candidate is from another, feature by feature: what a model of preferences learns from. The arrays are as long as there is room; `count` entries hold. */
export interface FeatureDifference {
  readonly slots: Int32Array;
  readonly values: Float64Array;
  count: number;
}

/** How fast models learn. */
export interface LearningRate {
  readonly step: number;
  /** What squares begin at: the larger, the calmer the first steps. */
  readonly squaresStart: number;
  /** Pull of each weight that is touched towards 0 (L2). */
  readonly decay: number;
}

/** Models that know nothing, for so many slots. */
export function createLinearModels(slots: number): LinearModels {
  return { numbers: new Float32Array(slots * STRIDE) };
}

/** The weights of one model, one a slot. */
export function weightsOf({ numbers }: LinearModels, model: number): Float32Array<ArrayBuffer> {
  const weights = new Float32Array(numbers.length / STRIDE);
  for (let slot = 0; slot < weights.length; slot += 1) {
    weights[slot] = numbers[slot * STRIDE + model] ?? 0;
  }
  return weights;
}

/** The slots of which any model has learned anything, ascending. */
export function findTouchedSlots({ numbers }: LinearModels): Uint32Array {
  const touched: number[] = [];
  for (let start = 0; start < numbers.length; start += STRIDE) {
    let seen = 0;
    for (let model = 0; model < MODELS; model += 1) {
      seen += numbers[start + MODELS + model] ?? 0;
    }
    if (seen > 0) {
      touched.push(start / STRIDE);
    }
  }
  return Uint32Array.from(touched);
}

/** Log-odds, before any temperature, with which each model prefers the first candidate. */
export function marginsOf({ numbers }: LinearModels, difference: FeatureDifference): Float64Array {
  const margins = new Float64Array(MODELS);
  for (let entry = 0; entry < difference.count; entry += 1) {
    const start = (difference.slots[entry] ?? 0) * STRIDE;
    const value = difference.values[entry] ?? 0;
    for (let model = 0; model < MODELS; model += 1) {
      margins[model] = (margins[model] ?? 0) + (numbers[start + model] ?? 0) * value;
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
  const { numbers } = models;
  const pulls = marginsOf(models, difference).map((margin) => weight * (sigmoid(margin) - target));
  for (let entry = 0; entry < difference.count; entry += 1) {
    const slot = difference.slots[entry] ?? 0;
    const value = difference.values[entry] ?? 0;
    for (let model = 0; model < MODELS; model += 1) {
      if (model === heldOut) {
        continue;
      }
      const place = slot * STRIDE + model;
      const known = numbers[place] ?? 0;
      const gradient = (pulls[model] ?? 0) * value + rate.decay * known;
      const seen = (numbers[place + MODELS] ?? 0) + gradient * gradient;
      numbers[place + MODELS] = seen;
      numbers[place] = known - (rate.step * gradient) / Math.sqrt(rate.squaresStart + seen);
    }
  }
}

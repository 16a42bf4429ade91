import { MEMORY } from "./memory.ts";

/** A weighted mean that fades. */
export interface RollingMean {
  readonly sum: number;
  /** Of what has not faded: never more than about two hundred ordinary votes. */
  readonly weight: number;
}

export const NO_MEAN: RollingMean = { sum: 0, weight: 0 };

/** @param weight ≥ 0. */
export function addToMean(mean: RollingMean, value: number, weight: number): RollingMean {
  const fading = MEMORY ** weight;
  return { sum: fading * mean.sum + weight * value, weight: fading * mean.weight + weight };
}

/** Null where nothing was added. */
export function readMean({ sum, weight }: RollingMean): number | null {
  return weight > 0 ? sum / weight : null;
}

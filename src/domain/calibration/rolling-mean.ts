import { MEMORY } from "./memory.ts";

/** A weighted mean that fades, with what is needed to say how much it rests on. */
export interface RollingMean {
  readonly sum: number;
  readonly weight: number;
  readonly squaredWeight: number;
}

export const NO_MEAN: RollingMean = { sum: 0, weight: 0, squaredWeight: 0 };

/** @param weight ≥ 0. */
export function addToMean(mean: RollingMean, value: number, weight: number): RollingMean {
  const fading = MEMORY ** weight;
  return {
    sum: fading * mean.sum + weight * value,
    weight: fading * mean.weight + weight,
    squaredWeight: fading * fading * mean.squaredWeight + weight * weight,
  };
}

/** Null where nothing was added. */
export function readMean({ sum, weight }: RollingMean): number | null {
  return weight > 0 ? sum / weight : null;
}

/** How many values of equal weight tell as much (Kish). */
export function effectiveCount({ weight, squaredWeight }: RollingMean): number {
  return squaredWeight > 0 ? (weight * weight) / squaredWeight : 0;
}

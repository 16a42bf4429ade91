import { normalQuantile } from "../numerics/normal-quantile.ts";
import type { StrengthDifference } from "./difference-of.ts";

/** The interval that holds θᵢ − θⱼ with that probability under the Gaussian posterior, equal tails; `level` such as 0.95. */
export function differenceInterval({ mean, variance }: StrengthDifference, level: number): readonly [low: number, high: number] {
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt(variance);
  return [mean - reach, mean + reach];
}

import { sigmoid } from "../numerics/sigmoid.ts";

/** Steepness of the logistic that turns a difference of rewards into a probability: 0.1 apart is about 73 %. Not fitted to people yet. */
export const STEEPNESS = 10;

/**
 * The one link from rewards to preferences: the probability that something is preferred to another, 0..1, where its reward is larger by `margin`: σ(steepness × margin).
 * Both directions sum to exactly 1, and equal rewards give exactly one half: ties count half.
 */
export function preferenceProbability(margin: number): number {
  return sigmoid(STEEPNESS * margin);
}

import { describe, expect, it } from "vitest";
import { normalNodes } from "./normal-nodes.ts";
import { sigmoid } from "./sigmoid.ts";

/** E f(X), X normal. */
function average(f: (value: number) => number, mean: number, deviation: number): number {
  const { centre, nodes } = normalNodes(deviation);
  return nodes.reduce(
    (sum, [node, weight]) => sum + weight * (f(mean + node * deviation) + f(mean - node * deviation)),
    centre * f(mean),
  );
}

function entropyOf(value: number): number {
  const share = sigmoid(value);
  return -share * Math.log(share) - (1 - share) * Math.log(1 - share);
}

describe("the nodes of an average over a normal", () => {
  // By adaptive quadrature with twenty digits.
  it.each([
    [0.5, 0.3, 0.619969791266, 1e-7],
    [1, 1, 0.696734670144, 1e-7],
    [1, 4, 0.590391557727, 1e-7],
    [3, 8, 0.64275715367, 1e-7],
    [2, 14, 0.556333124594, 1e-5],
  ])("give a logistic curve its mean at %d ± %d", (mean, deviation, expected, within) => {
    expect(Math.abs(average(sigmoid, mean, deviation) - expected)).toBeLessThan(within);
  });

  it.each([
    [0.5, 0.3, 0.6537996536],
    [1, 1, 0.532178232779],
    [1, 4, 0.283723109207],
  ])("and a vote its entropy at %d ± %d", (mean, deviation, expected) => {
    expect(Math.abs(average(entropyOf, mean, deviation) - expected)).toBeLessThan(5e-7);
  });

  it.each([0, 1, 3.3, 8, 1e6, Number.POSITIVE_INFINITY])("weigh 1 in all with a deviation of %d", (deviation) => {
    const { centre, nodes } = normalNodes(deviation);
    expect(nodes.reduce((sum, [, weight]) => sum + 2 * weight, centre)).toBeCloseTo(1, 14);
  });
});

/** Points at which a function is looked at to average it over a standard normal: the middle one's weight, and the positive ones, each standing for its negative too. */
export interface NormalNodes {
  readonly centre: number;
  readonly nodes: readonly (readonly [node: number, weight: number])[];
}

/** Beyond six deviations lies 2e-9 of a normal. */
const REACH = 6;
/** Step, in units of the function's argument: with poles π away, as a logistic curve has them, the rule errs by some e^(−2π²/step). */
const STEP_MAX = 0.95;
const POINTS_A_SIDE_MAX = 50;

const NODES_BY_POINTS = Array.from({ length: POINTS_A_SIDE_MAX }, (_value, points) => trapezium(points));
const MOST_NODES = trapezium(POINTS_A_SIDE_MAX);

/**
 * The trapezoidal rule for E f(X), X normal with that standard deviation, where f is built of logistic curves of unit scale: X = mean + node · deviation. It converges
 * geometrically for analytic functions (Trefethen & Weideman 2014, SIAM Review 56:385–458), to 1e-7 with fifteen points up to a deviation of 1 and
 * as many more as it is wider, where a Gauss–Hermite rule of nine nodes is off by .01 at 4. The points are no more from 8 on: 1e-5 at 14.
 */
export function normalNodes(deviation: number): NormalNodes {
  return NODES_BY_POINTS[Math.ceil((REACH * Math.max(1, deviation)) / STEP_MAX)] ?? MOST_NODES;
}

function trapezium(points: number): NormalNodes {
  const nodes = Array.from({ length: points }, (_value, k) => ((k + 1) * REACH) / points);
  const densities = nodes.map((node) => Math.exp((-node * node) / 2));
  const sum = 1 + 2 * densities.reduce((total, density) => total + density, 0);
  return { centre: 1 / sum, nodes: nodes.map((node, k) => [node, (densities[k] ?? 0) / sum] as const) };
}

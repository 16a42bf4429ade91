/** Weight of the node 0 of the nine-point Gauss–Hermite rule for a standard normal; Abramowitz & Stegun, table 25.10. */
export const GAUSS_HERMITE_CENTRE = 0.4063492063492063;

/** The rule's other nodes, the positive ones with their weights; each stands for its negative too. */
export const GAUSS_HERMITE_NODES: readonly (readonly [node: number, weight: number])[] = [
  [1.023255663789133, 0.2440975028949391],
  [2.07684797867783, 0.04991640676521788],
  [3.20542900285647, 0.002789141321231769],
  [4.512745863399783, 0.00002234584400774658],
];

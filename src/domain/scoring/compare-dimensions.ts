import { signedMargin } from "./signed-margin.ts";

type Scores = Readonly<Record<string, number | null>>;

/** Signed difference by dimension, A minus B, to nine decimals; null where either has no value. Swapping mirrors every number exactly. */
export function compareDimensions(scoresA: Scores, scoresB: Scores): Scores {
  return Object.fromEntries(
    Object.entries(scoresA).map(([key, a]) => {
      const b = scoresB[key] ?? null;
      return [key, a === null || b === null ? null : signedMargin(a, b)];
    }),
  );
}

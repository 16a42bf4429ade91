import type { Comparison } from "../scoring/comparison.ts";

/** A comparison as it stood at one of its revisions. */
export interface ComparisonView {
  readonly comparison: Comparison;
  /** 1: the answer that the caller was given. */
  readonly revision: number;
  readonly revisedAt: number;
  /** Its first revision. */
  readonly first: Comparison;
}

import type { TextView } from "../text-view.ts";

/** Something that a request asks of the form or wording of its answer and that can be checked. */
export interface Constraint {
  /** What it is about, in a word or two of ours; nothing of the request. */
  readonly about: string;
  /** Null where it cannot be told for this answer. */
  isKept(answer: TextView): boolean | null;
}

/** Reads the constraints of one family out of a request. A constraint that is only maybe meant is not read. */
export type ConstraintReader = (request: string) => readonly Constraint[];

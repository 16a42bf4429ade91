import fc from "fast-check";
import type { Side } from "../../src/services/voting/ballot.ts";

/** What a caller asks. */
export interface PlannedCompare {
  /** The same pair asked twice is one question. */
  readonly pair: number;
  /** The caller's A is the other one's B. */
  readonly isMirrored: boolean;
  readonly mode: "auto" | "require";
  readonly budgetMs: number;
  readonly ttlMs: number;
  readonly minVotes: number;
  /** More than `minVotes`, 0 and up. */
  readonly furtherVotes: number;
  /** The fallback's answer comes after the asking. */
  readonly isFallbackLate: boolean;
  /** After a crash it asks the same again. */
  readonly isPatient: boolean;
}

export type Choice = Side | "tie" | "both_bad";

/** One thing that happens. Annotators are named by their place, their leases from the newest one back. */
export type Step =
  | { readonly kind: "compare"; readonly asked: PlannedCompare }
  | { readonly kind: "lease"; readonly annotator: number; readonly waitMs: number }
  | { readonly kind: "vote"; readonly annotator: number; readonly lease: number; readonly choice: Choice }
  | { readonly kind: "resend"; readonly annotator: number; readonly lease: number }
  | { readonly kind: "skip" | "heartbeat" | "come_or_go"; readonly annotator: number }
  | { readonly kind: "undo"; readonly annotator: number; readonly choice: Choice }
  | { readonly kind: "advance"; readonly ms: number }
  /** That many store calls take their next step: they are done, or their caller learns of it. */
  | { readonly kind: "deliver"; readonly count: number }
  /** The next store calls fail before they have done anything, or after they have done all. */
  | { readonly kind: "fail"; readonly moment: "before" | "after"; readonly calls: number }
  | { readonly kind: "crash" };

/** A schedule but for the order in which store calls go on, which fast-check's scheduler draws. */
export interface SchedulePlan {
  /** Of the server's draws. */
  readonly seed: number;
  readonly first: PlannedCompare;
  readonly steps: readonly Step[];
}

export const ANNOTATORS = 4;
const STEPS_MIN = 20;
const STEPS_MAX = 60;

const annotator = fc.nat({ max: ANNOTATORS - 1 });
const lease = fc.constantFrom(0, 0, 0, 1, 2);
const choice = fc.constantFrom<Choice>("left", "left", "right", "tie", "both_bad");
const compare: fc.Arbitrary<PlannedCompare> = fc.record({
  pair: fc.nat({ max: 1 }),
  isMirrored: fc.boolean(),
  mode: fc.constantFrom("auto", "require"),
  budgetMs: fc.constantFrom(10, 300, 3000, 10_000),
  ttlMs: fc.constantFrom(500, 15_000, 45_000, 45_000),
  minVotes: fc.integer({ min: 1, max: 3 }),
  furtherVotes: fc.nat({ max: 2 }),
  isFallbackLate: fc.boolean(),
  isPatient: fc.boolean(),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 26, arbitrary: fc.record({ kind: fc.constant("deliver"), count: fc.constantFrom(1, 2, 5, 10, 30) }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant("lease"), annotator, waitMs: fc.constantFrom(0, 0, 2000) }) },
  { weight: 24, arbitrary: fc.record({ kind: fc.constant("vote"), annotator, lease, choice }) },
  { weight: 7, arbitrary: fc.record({ kind: fc.constant("resend"), annotator, lease }) },
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant("advance"), ms: fc.constantFrom(1, 30, 250, 250, 1000, 1000, 4000, 21_000) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("compare"), asked: compare }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("fail"),
      moment: fc.constantFrom("before", "after"),
      calls: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom("skip", "heartbeat", "come_or_go"), annotator }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("undo"), annotator, choice }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("crash") }) },
) as fc.Arbitrary<Step>;

/** Plans of every kind, up to 60 steps. */
export const schedulePlan: fc.Arbitrary<SchedulePlan> = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  first: compare,
  steps: fc.array(step, { minLength: STEPS_MIN, maxLength: STEPS_MAX, size: "max" }),
});

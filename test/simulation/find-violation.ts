import fc from "fast-check";
import type { Tally } from "./ledger.ts";
import { schedulePlan } from "./schedule-plan.ts";
import { ScheduleWorld } from "./schedule-world.ts";

/** What came of many schedules. */
export interface SimulationReport {
  /** Null: every promise held. */
  readonly violation: { readonly promise: string; readonly detail: string } | null;
  /** Schedules that were played, the one that broke a promise included. */
  readonly schedules: number;
  readonly tally: Tally;
  /** For people: the seed and, where a promise was broken, the shortest schedule found that breaks it. */
  readonly message: string | null;
}

/**
 * Plays schedules until one breaks a promise.
 * @param seed the same seed plays the same schedules.
 * @param isShortened whether a shorter schedule is looked for that breaks it too.
 */
export async function findViolation(schedules: number, seed: number, isShortened: boolean): Promise<SimulationReport> {
  const tally: Tally = {
    comparisons: 0,
    answers: 0,
    leases: 0,
    votes: 0,
    lateVotes: 0,
    repeatedVotes: 0,
    revisions: 0,
    undone: 0,
    crashes: 0,
    storeFaults: 0,
  };
  const details = await fc.check(
    fc.asyncProperty(schedulePlan, fc.scheduler(), async (plan, scheduler) => {
      await new ScheduleWorld(scheduler, plan.seed, tally).play(plan);
    }),
    { numRuns: schedules, seed, endOnFailure: !isShortened },
  );
  const error = details.errorInstance as Error | null | undefined;
  return {
    violation: details.failed ? { promise: error?.name ?? "nothing known", detail: error?.message ?? "" } : null,
    schedules: details.numRuns,
    tally,
    message: fc.defaultReportMessage(details) ?? null,
  };
}

import type { Logger } from "pino";
import type { GateRule } from "../domain/learned/gate.ts";
import type { LearningThreadSettings } from "../learning-thread.ts";
import { openLearningThread } from "../learning-threads/open-learning-thread.ts";
import type { Clock } from "../ports/clock.ts";
import type { EvidenceStore } from "../ports/evidence-store.ts";
import { LearnedModels, SNAPSHOTS_KEPT } from "../services/learned/learned-models.ts";

/** Learning from a part of a page, or taking up the largest snapshot, takes a fraction of it. */
const CALL_MS_MAX = 60_000;
/** Tenants whose learned model is in memory, some 1 MB each. */
const TENANTS_MAX = 64;

export interface ServerLearningOptions {
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
  readonly rule: GateRule;
  /** The model keeps silent where it is less sure than that, 0.5..1. */
  readonly abstainBelow: number;
  readonly logger: Logger;
}

/** The learned models of a server. Nothing is taken up before `models.restore()`; whoever opened them closes them. */
export function openServerLearning({ evidence, clock, rule, abstainBelow, logger }: ServerLearningOptions): {
  readonly models: LearnedModels;
  close(): Promise<void>;
} {
  const settings: LearningThreadSettings = { rule };
  // Beside this file in the sources; beside the program in the build.
  const entry = import.meta.url.endsWith(".ts") ? "../learning-thread-from-source.mjs" : "./learning-thread.js";
  const thread = openLearningThread({
    entry: new URL(entry, import.meta.url),
    settings,
    callMsMax: CALL_MS_MAX,
    onThreadLost: (cause) => logger.error({ err: cause }, "the learning thread ended; the next pass goes on from what was kept"),
  });
  const reportFault = (fault: unknown) => logger.error({ err: fault }, "a learned model could not be taken up");
  const models = new LearnedModels(
    { evidence, thread, clock, reportFault },
    { abstainBelow, snapshotsKept: SNAPSHOTS_KEPT, tenantsMax: TENANTS_MAX },
  );
  return { models, close: () => thread.close() };
}

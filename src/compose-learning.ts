import type { Logger } from "pino";
import type { FallbackPlan } from "./config/fallback/to-fallback-plan.ts";
import type { LearningThreadSettings } from "./learning-thread.ts";
import { openLearningThread } from "./learning-threads/open-learning-thread.ts";
import type { EvidenceStore } from "./ports/evidence-store.ts";
import { CalibrationBook } from "./services/calibration/calibration-book.ts";
import { sourceDefaults } from "./services/calibration/source-defaults.ts";
import { EvidenceLearner } from "./services/evidence/evidence-learner.ts";
import { WrittenOpinionKeeper } from "./services/evidence/written-opinion-keeper.ts";
import { LearnedModels, SNAPSHOTS_KEPT } from "./services/learned/learned-models.ts";
import type { Alarms } from "./services/monitors/alarms.ts";
import { sha256Hex, systemClock, systemTimer } from "./system-ports.ts";

/** Learning from the largest part of the log that is handed over takes a fraction of it. */
const LEARNING_CALL_MS_MAX = 60_000;
/** Tenants whose learned model answers: some 1 MB each. */
const LEARNED_TENANTS_MAX = 64;

/** What learns from votes. */
export interface ServerLearning {
  readonly book: CalibrationBook;
  /** Null: it is switched off. */
  readonly learned: LearnedModels | null;
  readonly keeper: WrittenOpinionKeeper;
  /** Takes up what was kept, then learns every minute. @param alarms is told of sources that votes speak against. */
  begin(alarms: Alarms): void;
  /** Keeps what waits to be kept. */
  stop(): Promise<void>;
}

export interface ServerLearningOptions {
  readonly plan: FallbackPlan;
  readonly evidence: EvidenceStore;
  readonly logger: Logger;
}

/** Opens what learns from votes: nothing runs before `begin`, and the learning thread not before there are votes. */
export function openServerLearning({ plan, evidence, logger }: ServerLearningOptions): ServerLearning {
  const reportFault = (fault: unknown) => logger.error({ err: fault }, "learning from votes failed and is tried again");
  const book = new CalibrationBook();
  const keeper = new WrittenOpinionKeeper({ evidence, timer: systemTimer, reportFault });
  const thread = plan.learned === null ? null : openThread(plan.learned.rule, logger);
  const learned =
    plan.learned === null || thread === null
      ? null
      : new LearnedModels(
          { evidence, thread, clock: systemClock, reportFault },
          { abstainBelow: plan.learned.abstainBelow, snapshotsKept: SNAPSHOTS_KEPT, tenantsMax: LEARNED_TENANTS_MAX },
        );
  const scales = new Map(plan.sources.map(({ model, options }) => [model.id, options]));
  let learner: EvidenceLearner | null = null;
  return {
    book,
    learned,
    keeper,
    begin: (alarms) => {
      const defaults = sourceDefaults(scales);
      const ports = { evidence, clock: systemClock, timer: systemTimer, sha256Hex, alarms, calibrations: book, defaults };
      learner = new EvidenceLearner({ ...ports, learner: learned, reportFault });
      const started = learner.start();
      void (learned?.restore().catch(reportFault) ?? started);
    },
    stop: async () => {
      await learner?.stop();
      await keeper.close();
      await thread?.close();
    },
  };
}

function openThread(rule: LearningThreadSettings["rule"], logger: Logger) {
  // Beside this file in the sources; beside the program in the build.
  const entry = import.meta.url.endsWith(".ts") ? "./learning-thread-from-source.mjs" : "./learning-thread.js";
  const settings: LearningThreadSettings = { rule };
  return openLearningThread({
    entry: new URL(entry, import.meta.url),
    settings,
    callMsMax: LEARNING_CALL_MS_MAX,
    onThreadLost: (cause) => logger.error({ err: cause }, "the learning thread ended and is replaced when it is needed"),
  });
}

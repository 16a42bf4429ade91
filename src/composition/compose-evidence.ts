import type { Logger } from "pino";
import type { FallbackPlan } from "../config/fallback/to-fallback-plan.ts";
import type { EvidenceStore } from "../ports/evidence-store.ts";
import { CalibrationBook } from "../services/calibration/calibration-book.ts";
import { sourceDefaults } from "../services/calibration/source-defaults.ts";
import { EvidenceLearner } from "../services/evidence/evidence-learner.ts";
import { WrittenOpinionKeeper } from "../services/evidence/written-opinion-keeper.ts";
import type { LearnedModels } from "../services/learned/learned-models.ts";
import type { Alarms } from "../services/monitors/alarms.ts";
import { openServerLearning } from "./compose-learning.ts";
import { sha256Hex, systemClock, systemTimer } from "./system-ports.ts";

/** What votes teach, and what they teach it by. */
export interface ServerEvidence {
  readonly calibrations: CalibrationBook;
  /** Null: it is switched off. */
  readonly learned: LearnedModels | null;
  readonly keeper: WrittenOpinionKeeper;
  /** Takes up what was kept, then learns. @param alarms is told of sources that votes speak against. */
  begin(alarms: Alarms): void;
  /** Writes what waits to be written. */
  stop(): Promise<void>;
}

export interface ServerEvidenceOptions {
  readonly plan: Pick<FallbackPlan, "sources" | "learned" | "learnEveryMs">;
  readonly evidence: EvidenceStore;
  readonly logger: Logger;
}

/** Opens what learns from votes. Nothing runs before `begin`, and the learning thread not before there are votes. */
export function openServerEvidence({ plan, evidence, logger }: ServerEvidenceOptions): ServerEvidence {
  const reportFault = (fault: unknown) => logger.error({ err: fault }, "learning from votes failed and is tried again");
  const calibrations = new CalibrationBook();
  const keeper = new WrittenOpinionKeeper({ evidence, timer: systemTimer, reportFault });
  const learning = plan.learned === null ? null : openServerLearning({ evidence, clock: systemClock, ...plan.learned, logger });
  const learned = learning?.models ?? null;
  const defaults = sourceDefaults(new Map(plan.sources.map(({ model, options }) => [model.id, options])));
  let learner: EvidenceLearner | null = null;
  return {
    calibrations,
    learned,
    keeper,
    begin: (alarms) => {
      const world = { clock: systemClock, timer: systemTimer, sha256Hex };
      learner = new EvidenceLearner({
        ...world,
        evidence,
        alarms,
        calibrations,
        defaults,
        learner: learned,
        learnEveryMs: plan.learnEveryMs,
        reportFault,
      });
      void learner.start();
      learned?.restore().catch(reportFault);
    },
    stop: async () => {
      await learner?.stop();
      await keeper.close();
      await learning?.close();
    },
  };
}

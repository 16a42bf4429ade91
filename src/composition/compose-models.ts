import { ConfigError } from "../config/config-error.ts";
import type { PlannedSource } from "../config/fallback/to-fallback-plan.ts";
import { openUpstream } from "../outbound/open-upstream.ts";
import type { RewardModel } from "../ports/reward-model.ts";
import { createScalarModel } from "../reward-models/create-scalar-model.ts";
import { createJudge, type Judge } from "../reward-models/judge/create-judge.ts";
import { createPanel } from "../reward-models/judge/create-panel.ts";
import type { JudgeWorld } from "../reward-models/judge/judge-world.ts";
import { systemClock, systemRandom, systemStopwatch, systemTimer } from "./system-ports.ts";

const JUDGE_WORLD: JudgeWorld = {
  clock: systemClock,
  stopwatch: systemStopwatch,
  random: systemRandom,
  timer: systemTimer,
  connect: openUpstream,
};

/** A source of the config file, and the model behind it. */
export interface BuiltModel {
  readonly source: PlannedSource;
  readonly model: RewardModel;
  /** The same, where it is a judge or a panel of judges. */
  readonly judge: Judge | null;
}

/** Builds the sources of the config file. Throws ConfigError, naming the source, where its settings do not fit its interface; none stays open then. */
export function buildModels(sources: readonly PlannedSource[]): readonly BuiltModel[] {
  const built: BuiltModel[] = [];
  try {
    for (const source of sources) {
      built.push(buildModel(source));
    }
    return built;
  } catch (error) {
    for (const { model } of built) {
      model.close();
    }
    throw error;
  }
}

function buildModel(source: PlannedSource): BuiltModel {
  try {
    if (source.form === "scalar") {
      return { source, model: createScalarModel(source.model), judge: null };
    }
    const judge = source.form === "judge" ? createJudge(source.model, JUDGE_WORLD) : createPanel(source.model, JUDGE_WORLD);
    return { source, model: judge, judge };
  } catch (error) {
    // Of options that the config file's schema does not hold against each other, and of headers that cannot be sent.
    if (error instanceof RangeError || error instanceof TypeError) {
      throw new ConfigError([`fallback.sources.${source.model.id}: ${error.message}`]);
    }
    throw error;
  }
}

/** The name of a source's interface, as the config file has it. */
export function adapterOf(source: PlannedSource): string {
  if (source.form === "scalar") {
    return source.model.adapter;
  }
  return source.form === "judge" ? "openai_judge" : "panel";
}

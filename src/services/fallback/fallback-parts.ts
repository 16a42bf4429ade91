import type { RewardModel } from "../../ports/reward-model.ts";
import type { ChainOptions, SourceOptions } from "./chain-options.ts";
import type { LearnedOpinions } from "./learned-opinions.ts";
import type { Calibrations } from "./source-scale.ts";

/** A model and how it is used. */
export interface ConfiguredModel {
  readonly model: RewardModel;
  readonly options: SourceOptions;
}

/** What the fallback is made of. */
export interface FallbackParts {
  /** In the order of the configuration; their ids differ from each other, and from `learned` and `rubric`. */
  readonly models: readonly ConfiguredModel[];
  readonly learned: LearnedOpinions | null;
  readonly calibrations: Calibrations;
  readonly options: ChainOptions;
}

import { EMBEDDED_REVISION } from "../scoring/scoring-versions.ts";
import type { ListedModel, RewardModelDirectory } from "./reward-model-directory.ts";

/** The rubric as a source: always there, a part of the program. */
export const LISTED_RUBRIC: ListedModel = {
  id: "rubric",
  kind: "rubric",
  adapter: null,
  revision: EMBEDDED_REVISION,
  state: "ready",
  fault: null,
  health: null,
  calibrations: [],
  holdout: null,
};

/** The fallback where there is nothing but the rubric. */
export const RUBRIC_ALONE: RewardModelDirectory = {
  sourceIds: [LISTED_RUBRIC.id],
  list: async () => [LISTED_RUBRIC],
};

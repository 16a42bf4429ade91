import { ConfigError } from "./config/config-error.ts";
import type { PlannedSource } from "./config/fallback/to-fallback-plan.ts";
import type { RewardModel } from "./ports/reward-model.ts";
import { createScalarModel } from "./reward-models/create-scalar-model.ts";

/** The model of a source in the config file. Throws ConfigError, naming the source, where its settings do not fit its interface. */
export function createModel(source: PlannedSource): RewardModel {
  try {
    return createScalarModel(source.model);
  } catch (error) {
    // Of options that the config file's schema cannot hold against each other, and of headers that cannot be sent.
    if (error instanceof RangeError || error instanceof TypeError) {
      throw new ConfigError([`fallback.sources.${source.model.id}: ${error.message}`]);
    }
    throw error;
  }
}

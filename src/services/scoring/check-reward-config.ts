import { InvalidRequestError } from "../../domain/errors.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import { qualityKindsOf } from "../../domain/scoring/quality-kinds.ts";
import { QUALITY_KINDS, type RewardConfig } from "../../domain/scoring/reward-config.ts";

/** The config, if it leaves something to score. Throws InvalidRequestError where every weight that the scenario scores is 0: the reward would be a fake zero. */
export function checkRewardConfig(config: RewardConfig, scenario: Scenario): RewardConfig {
  const weights = config.qualityWeights;
  if (weights === null) {
    return config;
  }
  const scored = qualityKindsOf(scenario);
  if (!QUALITY_KINDS.some((kind) => scored.has(kind) && (weights[kind] ?? 0) > 0)) {
    const detail = `gives no weight to anything this scenario scores (${[...scored].join(", ")})`;
    throw new InvalidRequestError(`reward_config.quality_weights ${detail}.`, {
      errors: [{ pointer: "/reward_config/quality_weights", detail }],
    });
  }
  return config;
}

import { expect, it } from "vitest";
import { compatOperationId } from "./compat-operation-id.ts";

it.each([
  ["/get_reward", "getReward"],
  ["/compat/openrlhf/get_reward", "openrlhfGetReward"],
  ["/compat/k/{key}/slime/rm", "slimeRmByPathKey"],
  ["/compat/nemo-gym/{collection_slug}/seed_session", "nemoGymSeedSession"],
  ["/compat/k/{key}/openenv/{collection_slug}/{scenario_slug}/step", "openenvStepOfScenarioByPathKey"],
  ["/compat/openenv/{collection_slug}/openapi.json", "openenvOpenapiJson"],
])("calls the operation at %s %s", (path, operationId) => {
  expect(compatOperationId(path)).toBe(operationId);
});

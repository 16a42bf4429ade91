import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AnswerCompat } from "../compat/compat-call.ts";
import { type CompatRoute, mountCompatRoute } from "../compat/mount-compat-route.ts";
import { createGetRewardSchema, RewardsSchema } from "../compat/openrlhf-dialect.ts";
import type { HttpEnv } from "../http-env.ts";
import type { BatchLimits } from "../scoring/evaluate-batch-operation.ts";
import { createKnobsSchema, KeyAndScenarioParams, KeyParams, ScenarioParams } from "../wire/compat-address.ts";

const PATHS = [
  ["/get_reward", null],
  ["/compat/openrlhf/get_reward", null],
  ["/compat/openrlhf/{collection_slug}/{scenario_slug}/get_reward", ScenarioParams],
  ["/compat/k/{key}/openrlhf/get_reward", KeyParams],
  ["/compat/k/{key}/openrlhf/{collection_slug}/{scenario_slug}/get_reward", KeyAndScenarioParams],
] as const;

/** POST /get_reward and /compat/openrlhf/…: what OpenRLHF's `--reward.remote_url` calls. */
export function mountCompatOpenRlhf(
  app: OpenAPIHono<HttpEnv>,
  limits: BatchLimits,
  answer: AnswerCompat,
): readonly CompatRoute[] {
  const contract = {
    summary: "Score samples for OpenRLHF",
    description:
      "The address for `--reward.remote_url`. The scenario stands in the path or in each label. A sample without a reward makes the request a 503, unless `on_error` says otherwise.",
    knobs: createKnobsSchema(false),
    request: createGetRewardSchema(limits),
    answer: RewardsSchema,
  };
  return PATHS.map(([path, params]) => mountCompatRoute(app, { ...contract, path, params }, answer));
}

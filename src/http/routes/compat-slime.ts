import { type OpenAPIHono, z } from "@hono/zod-openapi";
import type { AnswerCompat } from "../compat/compat-call.ts";
import { type CompatRoute, mountCompatRoute } from "../compat/mount-compat-route.ts";
import { createSlimeSampleSchema, SlimeAnswerSchema } from "../compat/slime-dialect.ts";
import type { HttpEnv } from "../http-env.ts";
import type { BatchLimits } from "../scoring/evaluate-batch-operation.ts";
import { createKnobsSchema, KeyAndScenarioParams, KeyParams, ScenarioParams } from "../wire/compat-address.ts";

const PATHS = [
  ["/compat/slime/rm", null],
  ["/compat/slime/rm/{collection_slug}/{scenario_slug}", ScenarioParams],
  ["/compat/k/{key}/slime/rm", KeyParams],
  ["/compat/k/{key}/slime/rm/{collection_slug}/{scenario_slug}", KeyAndScenarioParams],
] as const;

/** POST /compat/slime/rm…: what `--rm-type remote_rm --rm-url` of slime and miles calls. */
export function mountCompatSlime(app: OpenAPIHono<HttpEnv>, limits: BatchLimits, answer: AnswerCompat): readonly CompatRoute[] {
  const sample = createSlimeSampleSchema(limits);
  const contract = {
    summary: "Score a sample, or a list of them, for slime and miles",
    description:
      "The address for `--rm-url`. The scenario stands in the path or in the label. A sample without a reward makes the request a 503, unless `on_error` says otherwise.",
    knobs: createKnobsSchema(true),
    request: z.union([sample, z.array(sample).max(limits.batchItemsMax)]),
    answer: SlimeAnswerSchema,
  };
  return PATHS.map(([path, params]) => mountCompatRoute(app, { ...contract, path, params }, answer));
}

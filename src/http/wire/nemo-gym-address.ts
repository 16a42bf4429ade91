import { z } from "@hono/zod-openapi";
import { REWARD_MODES } from "../compat/compat-knobs.ts";
import { KeyParams } from "./compat-address.ts";
import { CollectionSlug, ScenarioSlug } from "./names.ts";

const collection = { collection_slug: CollectionSlug };
const scenario = { ...collection, scenario_slug: ScenarioSlug };

/** The addresses of a resources server, with the parameters in their paths. */
export const NEMO_GYM_BASES = [
  ["/compat/nemo-gym/{collection_slug}", collection],
  ["/compat/nemo-gym/{collection_slug}/{scenario_slug}", scenario],
  ["/compat/k/{key}/nemo-gym/{collection_slug}", { ...KeyParams.shape, ...collection }],
  ["/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}", { ...KeyParams.shape, ...scenario }],
] as const;

/** The tool in a path. */
export const ToolName = z.string().min(1).openapi({ description: "The tool's id.", example: "disposition" });

/** The query of a resources server's address. */
export const NemoGymKnobsSchema = z.object({
  reward_mode: z.enum(REWARD_MODES).optional().openapi({
    description:
      "`absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode.",
  }),
  on_error: z.string().optional().openapi({
    description:
      "What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number.",
    example: "mask",
  }),
  strip_think: z
    .enum(["true", "false"])
    .optional()
    .openapi({ description: "`true` leaves `<think>…</think>` out of the policy's messages." }),
  latency_budget_ms: z
    .string()
    .optional()
    .openapi({ description: "Milliseconds within which a reward is needed; at most 55,000." }),
});

import { z } from "@hono/zod-openapi";
import { CHAT_TEMPLATES } from "../../domain/chat-templates/chat-template.ts";
import { FORMATS, REWARD_MODES } from "../compat/compat-knobs.ts";
import { CollectionSlug, ScenarioSlug } from "./names.ts";

const PathKey = z.string().openapi({ description: "An API key, for trainers that send no header.", example: "fmk_…" });

/** The parameters of the paths at which a dialect is served. */
export const KeyParams = z.object({ key: PathKey });
export const ScenarioParams = z.object({ collection_slug: CollectionSlug, scenario_slug: ScenarioSlug });
export const KeyAndScenarioParams = z.object({ ...KeyParams.shape, ...ScenarioParams.shape });

/** The query of a dialect's address. @param hasFormat whether its answers have more than one form. */
export function createKnobsSchema(hasFormat: boolean) {
  return z.object({
    reward_mode: z.enum(REWARD_MODES).optional().openapi({
      description:
        "`delta`: what the last answer adds to the reward before it. `terminal` is the same as `absolute`, the default.",
    }),
    dims: z.string().optional().openapi({
      description:
        "Dimensions that every answer holds, separated by `%2C` or `+` (OpenRLHF takes an address apart at its commas); those of the collection where the path names one, which refuses any other.",
      example: "D1_InformationGathering+D4_Communication",
    }),
    on_error: z.string().optional().openapi({
      description: "What stands for a reward that could not be produced: `503` (the default) is an error, `null`, or a number.",
      example: "503",
    }),
    strip_think: z
      .enum(["true", "false"])
      .optional()
      .openapi({ description: "`true` leaves `<think>…</think>` out of the policy's messages." }),
    template: z
      .enum(["auto", ...CHAT_TEMPLATES])
      .optional()
      .openapi({ description: "How the texts are written; `auto`, the default, goes by their marks." }),
    latency_budget_ms: z.string().optional().openapi({
      description: "Milliseconds within which the answer is needed; never more than fits the trainer's own timeout.",
    }),
    ...(hasFormat
      ? { format: z.enum(FORMATS).optional().openapi({ description: "`object` for slime's `--reward-key reward`." }) }
      : {}),
  });
}

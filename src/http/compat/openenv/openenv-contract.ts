import { z } from "@hono/zod-openapi";
import { NAME_CHARACTERS_MAX } from "../../wire/names.ts";
import { ToolSchema } from "../../wire/tool.ts";
import { ToolCallSchema } from "../../wire/tool-call.ts";

const MAX_TURNS_MAX = 10_000;
const TOOL_CALLS_MAX = 64;
const LIST_ITEMS_MAX = 256;

const name = z.string().min(1).max(NAME_CHARACTERS_MAX);
const anyObject = z.record(z.string(), z.unknown());

/** What `reset` takes. Unknown members are refused: a misspelt one would silently be none. */
export const OpenEnvResetSchema = z
  .strictObject(
    {
      seed: z
        .number()
        .int()
        .min(0)
        .nullish()
        .openapi({ description: "Equal seeds and equal moves give equal episodes. Drawn where absent." }),
      episode_id: name.nullish().openapi({
        description:
          "Of an episode that is there (`ep_…`): goes on with it. Any other text is your own label for the group that the episode belongs to: equal labels start equal.",
      }),
      scenario_slug: name.nullish().openapi({ description: "Where the path names none; drawn by the seed where absent." }),
      task: name.nullish().openapi({ description: "The same as `scenario_slug`." }),
      split: z
        .enum(["train", "validation", "test"])
        .nullish()
        .openapi({ description: "What a scenario is drawn from; `train` where absent." }),
      reward_mode: z.enum(["delta", "terminal", "absolute", "cumulative"]).nullish().openapi({
        description: "`delta`, the default, and `terminal` sum to the final reward; `absolute` (or `cumulative`) does not.",
      }),
      max_turns: z
        .number()
        .int()
        .min(1)
        .max(MAX_TURNS_MAX)
        .nullish()
        .openapi({ description: "A cap on turns; a higher one than the scenario's changes nothing." }),
    },
    {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? `unknown: ${issue.keys.join(", ").slice(0, NAME_CHARACTERS_MAX)}; there is seed, episode_id, scenario_slug, task, split, reward_mode, max_turns`
          : undefined,
    },
  )
  .openapi("OpenEnvReset", { example: { seed: 7, scenario_slug: "lower-back-pain" } });

export type OpenEnvReset = z.infer<typeof OpenEnvResetSchema>;

const metadata = anyObject.nullish().openapi({ description: "Taken and passed over, since OpenEnv's actions have it." });

/** Something said, and the calls that ride on it. */
export const OpenEnvSayActionSchema = z
  .object({
    content: z
      .union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.unknown()).max(LIST_ITEMS_MAX)], {
        error: `must be a text, null for silence, or a list of at most ${LIST_ITEMS_MAX}`,
      })
      .openapi({
        description:
          "What the policy says; null for silence. A number, truth value or list is taken as its JSON text: clients parse a plain reply as JSON before they send it.",
      }),
    tool_calls: z.array(ToolCallSchema).max(TOOL_CALLS_MAX).nullish(),
    metadata,
  })
  .openapi("OpenEnvSayAction");
const CallToolActionSchema = z
  .object({ type: z.literal("call_tool"), tool_name: name, arguments: anyObject.nullish(), metadata })
  .openapi("OpenEnvCallToolAction");
const ListToolsActionSchema = z.object({ type: z.literal("list_tools"), metadata }).openapi("OpenEnvListToolsAction");

/** What `step` takes: something said, or one of OpenEnv's own actions for tools. */
export const OpenEnvActionSchema = z
  .union([OpenEnvSayActionSchema, CallToolActionSchema, ListToolsActionSchema], {
    error:
      'must be {"content": …, "tool_calls"?: […]}, {"type": "call_tool", "tool_name": …, "arguments": {…}} or {"type": "list_tools"}',
  })
  .openapi("OpenEnvAction", { example: { content: "I'm sorry to hear that. Where exactly does it hurt?" } });

export type OpenEnvAction = z.infer<typeof OpenEnvActionSchema>;

/** The body of `POST step`, which has no connection that stands for an episode. */
export const OpenEnvStepSchema = z
  .object({
    action: OpenEnvActionSchema,
    episode_id: name.openapi({ description: "As `reset` gave it in `metadata`." }),
    turn: z
      .number()
      .int()
      .min(1)
      .nullish()
      .openapi({ description: "The turn that this means to be, 1 for the first. Makes a retry safe." }),
    timeout_s: z.number().nullish().openapi({ description: "Passed over." }),
    request_id: z.string().nullish().openapi({ description: "Passed over." }),
  })
  .openapi("OpenEnvStep", { example: { episode_id: "ep_7QmZk2Xw9LrT", action: { content: "Where exactly does it hurt?" } } });

const ScoresSchema = z.record(z.string(), z.number().nullable()).nullable();

const SaidObservationSchema = z.object({
  content: z.string().openapi({ description: "What the persona says." }),
  tool_results: z.array(z.object({ name: z.string(), accepted: z.boolean(), detail: z.string().nullable() })),
  done_reason: z.string().nullable(),
  outcome: z.string().nullable(),
  policy_brief: z.string().optional().openapi({ description: "At reset: what the policy is asked to do." }),
  available_tools: z.array(ToolSchema).optional().openapi({ description: "At reset." }),
});
const ToolObservationSchema = z.object({
  tool_name: z.string(),
  result: z.union([SaidObservationSchema, z.null()]),
  error: z.union([z.object({ error_type: z.literal("tool_not_found"), message: z.string() }), z.null()]),
});
const ToolsObservationSchema = z.object({
  tools: z.array(z.object({ name: z.string(), description: z.string(), input_schema: anyObject })),
});

/** The answer to `reset` and `step`. */
export const OpenEnvResultSchema = z
  .object({
    observation: z.union([SaidObservationSchema, ToolObservationSchema, ToolsObservationSchema]),
    reward: z.number().nullable().openapi({
      description:
        "Of this step, by the episode's `reward_mode`. Null where there is none: at reset, and where none could be produced; never 0 for a failure.",
    }),
    done: z.boolean(),
    metadata: z
      .object({
        episode_id: z.string(),
        turn: z.number().int(),
        collection_slug: z.string().optional(),
        scenario_slug: z.string().optional(),
        seed: z.number().int().optional(),
        group_id: z.string().nullable().optional(),
        max_turns: z.number().int().optional(),
        reward_mode: z.enum(["cumulative", "delta", "terminal"]).optional(),
        unscored_reason: z.string().optional().openapi({ description: "Why `reward` is null though a turn was played." }),
        cumulative_reward: z.number().nullable().openapi({ description: "Of the conversation so far." }),
        scores: ScoresSchema,
      })
      .openapi({ description: "For the trainer, not for the policy." }),
  })
  .openapi("OpenEnvResult");

/** The answer to `state`. Without an episode all but `step_count` is null or absent. */
export const OpenEnvStateSchema = z
  .object({
    episode_id: z.string().nullable(),
    step_count: z.number().int(),
    collection_slug: z.string().optional(),
    scenario_slug: z.string().optional(),
    seed: z.number().int().optional(),
    group_id: z.string().nullable().optional(),
    max_turns: z.number().int().optional(),
    reward_mode: z.enum(["cumulative", "delta", "terminal"]).optional(),
    done: z.boolean().optional(),
    done_reason: z.string().nullable().optional(),
    outcome: z.string().nullable().optional(),
    reward: z.number().nullable().optional().openapi({ description: "Of the last step." }),
    cumulative_reward: z.number().nullable().optional(),
    scores: ScoresSchema.optional(),
  })
  .openapi("OpenEnvState");

/** A message of the JSON-RPC that `mcp` speaks. */
export const JsonRpcRequestSchema = z
  .object({
    jsonrpc: z.literal("2.0"),
    method: z.string().max(NAME_CHARACTERS_MAX),
    params: anyObject.nullish(),
    id: z.union([z.string(), z.number()]).nullish(),
  })
  .openapi("JsonRpcRequest", { example: { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} } });

/** Its answer: a result or an error. */
export const JsonRpcAnswerSchema = z
  .object({
    jsonrpc: z.literal("2.0"),
    id: z.union([z.string(), z.number(), z.null()]),
    result: z.unknown().optional(),
    error: z.object({ code: z.number().int(), message: z.string(), data: z.unknown().optional() }).optional(),
  })
  .openapi("JsonRpcAnswer");

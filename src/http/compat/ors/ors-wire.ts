import { z } from "@hono/zod-openapi";
import { scenarioSummaryFields } from "../../wire/scenario-summary.ts";

const NAME_CHARACTERS_MAX = 256;
const INDEX_MAX = 1_000_000_000;
const CALL_ID_CHARACTERS_MAX = 128;

const name = z.string().max(NAME_CHARACTERS_MAX);
const index = z.number().int().min(-INDEX_MAX).max(INDEX_MAX);
const slot = z.number().int().min(0).max(INDEX_MAX);

/** What clients send. Members that this server does not know are passed over, since clients of several versions send different ones. */
export const SplitSchema = z.object({ split: name }).openapi("OrsSplitRequest", { example: { split: "train" } });

export const TaskSchema = z
  .object({ split: name, index: slot })
  .openapi("OrsTaskRequest", { example: { split: "train", index: 0 } });

export const TaskRangeSchema = z
  .object({ split: name, start: index.nullish(), stop: index.nullish() })
  .openapi("OrsTaskRangeRequest", { example: { split: "train", start: 0, stop: 8 } });

export const CreateSchema = z
  .object({
    env_name: name
      .nullish()
      .openapi({ description: "The collection; left out: that of `task_spec`, of `X-Deployment`, or the first." }),
    task_spec: z
      .object({
        collection_slug: name.nullish(),
        scenario_slug: name,
        seed: z
          .number()
          .int()
          .min(0)
          .nullish()
          .openapi({ description: "Equal seeds and equal moves give equal episodes. By default a task has one of its own." }),
        group_id: name.min(1).nullish().openapi({ description: "Sessions of a group start equal." }),
      })
      .nullish()
      .openapi({
        description: "A task as `tasks` gave it; `seed` and `group_id` may be added. Either this or `split` and `index`.",
      }),
    split: name.nullish(),
    index: slot.nullish(),
  })
  .openapi("OrsCreate", { example: { split: "train", index: 0 } });

export const CallSchema = z
  .object({
    name: z.string(),
    input: z.record(z.string(), z.unknown()).nullish(),
    task_id: z
      .string()
      .max(CALL_ID_CHARACTERS_MAX)
      .nullish()
      .openapi({ description: "Of a call whose connection broke: its result is given, and nothing is played." }),
  })
  .openapi("OrsCall", { example: { name: "send_message", input: { content: "Where exactly does it hurt?" } } });

/** What they are answered. */
const TaskSpecSchema = z
  .object({ collection_slug: z.string(), scenario_slug: z.string(), ...scenarioSummaryFields })
  .openapi("OrsTaskSpec", { description: "The public half of a scenario." });

export const EnvironmentsSchema = z.array(z.string());

export const SplitsSchema = z.array(z.object({ name: z.string(), type: z.enum(["train", "validation", "test"]) }));

export const TaskCountSchema = z.object({ num_tasks: z.number().int() });

export const TaskAnswerSchema = z.object({ task: TaskSpecSchema, env_name: z.string() });

export const TasksSchema = z.object({ tasks: z.array(TaskSpecSchema), env_name: z.string() });

export const ToolsSchema = z
  .object({
    tools: z.array(z.object({ name: z.string(), description: z.string(), input_schema: z.record(z.string(), z.unknown()) })),
    terminal_tool: z.null(),
    supports_score_group: z.literal(false),
    message_block_types: z.tuple([z.literal("text")]),
  })
  .openapi("OrsTools");

export const BlocksSchema = z
  .array(z.object({ type: z.literal("text"), text: z.string(), detail: z.null() }))
  .openapi("OrsBlocks");

export const MessagesSchema = z
  .array(z.object({ role: z.enum(["system", "user"]), blocks: BlocksSchema, detail: z.null() }))
  .openapi("OrsMessages");

export const SessionIdSchema = z.object({ sid: z.string() });

export const StatusSchema = z.object({ status: z.literal("ok") });

export const VersionSchema = z.object({ version: z.string(), build_sha: z.null() });

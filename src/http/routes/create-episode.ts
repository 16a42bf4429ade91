import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { createEpisode } from "../../services/episodes/create-episode.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import { compileSchema } from "../compile-schema.ts";
import type { HttpEnv } from "../http-env.ts";
import { bodyProblems } from "../problem-responses.ts";
import { toIsoTime } from "../wire/episode-view.ts";
import { CollectionSlug, EpisodeId, GroupId, ScenarioSlug } from "../wire/names.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { ToolSchema, toWireTool } from "../wire/tool.ts";
import { ObservationSchema } from "../wire/turn-answer.ts";

const MAX_TURNS_MAX = 10_000;

const CreateEpisodeSchema = compileSchema(
  z
    .object({
      collection_slug: CollectionSlug,
      scenario_slug: ScenarioSlug,
      score_turns: z.boolean().default(true).openapi({ description: "False leaves `reward` null until you evaluate." }),
      seed: z
        .number()
        .int()
        .min(0)
        .nullish()
        .openapi({ description: "0 to 2^53 - 1. Equal seeds and equal moves give equal episodes. Drawn where absent." }),
      group_id: GroupId,
      observation_role: z
        .enum(["assistant", "user"])
        .default("assistant")
        .openapi({ description: "Role written on the persona's lines." }),
      reward_mode: z.enum(["cumulative", "delta", "terminal"]).default("cumulative").openapi({
        description: "What `reward` is: the conversation so far, the change since the turn before, or the last turn's alone.",
      }),
      config: z
        .strictObject({ max_turns: z.number().int().min(1).max(MAX_TURNS_MAX).nullish() })
        .nullish()
        .openapi({ description: "A lower cap on turns than the scenario's; the turn that reaches it ends the episode." }),
    })
    .openapi("CreateEpisode", { example: { collection_slug: "medical-intake", scenario_slug: "lower-back-pain", seed: 7 } }),
);

const CreatedEpisodeSchema = z
  .object({
    request_id: RequestIdField,
    episode_id: EpisodeId,
    seed: z.number().int().openapi({ description: "The seed in use: send it again for an equal start." }),
    group_id: z.string().nullable(),
    turn: z.literal(0),
    initial_observation: ObservationSchema,
    observation: ObservationSchema,
    tools: z.array(ToolSchema),
    policy_brief: z.string().openapi({ description: "What the policy is asked to do: a system prompt." }),
    episode_complete: z.literal(false),
    state_hash: z.string(),
    expires_at: z.string().openapi({ format: "date-time" }),
  })
  .openapi("CreatedEpisode");

/** POST /api/v1/episodes */
export function mountCreateEpisode(app: OpenAPIHono<HttpEnv>, ports: ServicePorts): void {
  const route = createRoute({
    method: "post",
    operationId: "createEpisode",
    path: "/api/v1/episodes",
    tags: ["Episodes"],
    summary: "Start an episode",
    description:
      "Opens one run of a scenario. The persona speaks first; answer it with `POST /api/v1/episodes/{episode_id}/turns`.",
    ...requiresScope("trainer"),
    request: { body: { required: true, content: { "application/json": { schema: CreateEpisodeSchema } } } },
    responses: {
      201: {
        description: "The episode and the persona's first words.",
        content: { "application/json": { schema: CreatedEpisodeSchema } },
      },
      ...bodyProblems("not_found", "overloaded"),
    },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid("json");
    const created = await createEpisode(ports, c.get("caller"), {
      collectionSlug: body.collection_slug,
      scenarioSlug: body.scenario_slug,
      scoreTurns: body.score_turns,
      seed: body.seed ?? null,
      groupId: body.group_id ?? null,
      observationRole: body.observation_role,
      rewardMode: body.reward_mode,
      maxTurns: body.config?.max_turns ?? null,
    });
    const observation = { role: created.observation.role, content: created.observation.content };
    return c.json(
      {
        request_id: c.get("requestId"),
        episode_id: created.episodeId,
        seed: created.seed,
        group_id: created.groupId,
        turn: 0 as const,
        initial_observation: observation,
        observation,
        tools: created.tools.map(toWireTool),
        policy_brief: created.policyBrief,
        episode_complete: false as const,
        state_hash: created.stateHash,
        expires_at: toIsoTime(created.expiresAt),
      },
      201,
    );
  });
}

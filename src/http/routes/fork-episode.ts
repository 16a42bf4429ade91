import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { forkEpisode } from "../../services/episodes/fork-episode.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import { compileSchema } from "../compile-schema.ts";
import type { HttpEnv } from "../http-env.ts";
import { bodyProblems } from "../problem-responses.ts";
import { callerSeesBreakdown } from "../wire/caller-sees-breakdown.ts";
import { EpisodeSchema, toWireEpisode } from "../wire/episode-view.ts";
import { EpisodeId } from "../wire/names.ts";
import { RequestIdField } from "../wire/request-id.ts";

/** POST /api/v1/episodes/{episode_id}/fork */
export function mountForkEpisode(app: OpenAPIHono<HttpEnv>, ports: ServicePorts): void {
  const ForkEpisodeSchema = z
    .object({
      at_turn: z
        .number()
        .int()
        .min(0)
        .openapi({ description: "The turn after which the branches begin; 0 is before the first move." }),
      n: z.number().int().min(1).max(ports.limits.forksMax).default(1).openapi({ description: "How many branches." }),
    })
    .openapi("ForkEpisode", { example: { at_turn: 1, n: 4 } });
  const route = createRoute({
    method: "post",
    operationId: "forkEpisode",
    path: "/api/v1/episodes/{episode_id}/fork",
    tags: ["Episodes"],
    summary: "Branch an episode",
    description: "Opens new episodes with the same past up to a turn: equal starts for a group, or another try from the middle.",
    ...requiresScope("trainer"),
    request: {
      params: z.object({ episode_id: EpisodeId }),
      body: { required: true, content: { "application/json": { schema: compileSchema(ForkEpisodeSchema) } } },
    },
    responses: {
      201: {
        description: "The new episodes.",
        content: {
          "application/json": {
            schema: z.object({ request_id: RequestIdField, episodes: z.array(EpisodeSchema) }).openapi("ForkedEpisodes"),
          },
        },
      },
      ...bodyProblems("not_found", "episode_expired", "version_conflict"),
    },
  });
  app.openapi(route, async (c) => {
    const caller = c.get("caller");
    const body = c.req.valid("json");
    const views = await forkEpisode(ports, caller, c.req.valid("param").episode_id, { atTurn: body.at_turn, count: body.n });
    const showBreakdown = callerSeesBreakdown(caller);
    return c.json({ request_id: c.get("requestId"), episodes: views.map((view) => toWireEpisode(view, { showBreakdown })) }, 201);
  });
}

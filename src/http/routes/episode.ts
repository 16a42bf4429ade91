import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { endEpisode } from "../../services/episodes/end-episode.ts";
import { readEpisode } from "../../services/episodes/read-episode.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { guardedProblems } from "../problem-responses.ts";
import { callerSeesBreakdown } from "../wire/caller-sees-breakdown.ts";
import { EpisodeAnswerSchema, toWireEpisode } from "../wire/episode-view.ts";
import { EpisodeId } from "../wire/names.ts";

const episodeRoute = {
  path: "/api/v1/episodes/{episode_id}" as const,
  tags: ["Episodes"],
  ...requiresScope("trainer"),
  request: { params: z.object({ episode_id: EpisodeId }) },
};

const answer = { description: "The episode as it stands.", content: { "application/json": { schema: EpisodeAnswerSchema } } };

const readRoute = createRoute({
  ...episodeRoute,
  method: "get",
  operationId: "getEpisode",
  summary: "Read an episode",
  description: "Settings, standing and the transcript so far. An episode that an earlier version played is shown as it was kept.",
  responses: { 200: answer, ...guardedProblems("invalid_request", "not_found", "episode_expired", "version_conflict") },
});

const endRoute = createRoute({
  ...episodeRoute,
  method: "delete",
  operationId: "endEpisode",
  summary: "End an episode",
  description: "Ends an open episode with the reason `client_terminated`. Ending one that is over changes nothing.",
  responses: {
    200: answer,
    ...guardedProblems("invalid_request", "not_found", "episode_expired", "version_conflict", "storage_full"),
  },
});

/** GET and DELETE /api/v1/episodes/{episode_id} */
export function mountEpisode(app: OpenAPIHono<HttpEnv>, ports: ServicePorts): void {
  app.openapi(readRoute, async (c) => {
    const caller = c.get("caller");
    const view = await readEpisode(ports, caller, c.req.valid("param").episode_id);
    return c.json(
      { request_id: c.get("requestId"), ...toWireEpisode(view, { showBreakdown: callerSeesBreakdown(caller) }) },
      200,
    );
  });
  app.openapi(endRoute, async (c) => {
    const caller = c.get("caller");
    const view = await endEpisode(ports, caller, c.req.valid("param").episode_id);
    return c.json(
      { request_id: c.get("requestId"), ...toWireEpisode(view, { showBreakdown: callerSeesBreakdown(caller) }) },
      200,
    );
  });
}

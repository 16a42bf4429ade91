import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { verifyEpisode } from "../../services/episodes/verify-episode.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { postProblems } from "../problem-responses.ts";
import { EpisodeId } from "../wire/names.ts";
import { RequestIdField } from "../wire/request-id.ts";

const VerificationSchema = z
  .object({
    request_id: RequestIdField,
    episode_id: EpisodeId,
    verified: z.boolean(),
    turns: z.number().int(),
    state_hash: z.string(),
    first_different_turn: z.number().int().nullable().openapi({ description: "Null where every turn agrees." }),
  })
  .openapi("EpisodeVerification");

const route = createRoute({
  method: "post",
  operationId: "verifyEpisode",
  path: "/api/v1/episodes/{episode_id}/verify",
  tags: ["Episodes"],
  summary: "Verify an episode",
  description: "Plays the episode's moves again and compares every state and observation with what was stored. Takes no body.",
  ...requiresScope("trainer"),
  request: { params: z.object({ episode_id: EpisodeId }) },
  responses: {
    200: { description: "What the replay found.", content: { "application/json": { schema: VerificationSchema } } },
    ...postProblems("not_found", "episode_expired", "version_conflict"),
  },
});

/** POST /api/v1/episodes/{episode_id}/verify */
export function mountVerifyEpisode(app: OpenAPIHono<HttpEnv>, ports: ServicePorts): void {
  app.openapi(route, async (c) => {
    const found = await verifyEpisode(ports, c.get("caller"), c.req.valid("param").episode_id);
    return c.json(
      {
        request_id: c.get("requestId"),
        episode_id: found.episodeId,
        verified: found.verified,
        turns: found.turns,
        state_hash: found.stateHash,
        first_different_turn: found.firstDifferentTurn,
      },
      200,
    );
  });
}

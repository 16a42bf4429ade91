import { CANARY_SLUGS, type CanaryVisitor } from "../support/canary-visitor.ts";
import { BAD_BODIES, HOSTILE_NAMES } from "../support/hostile-requests.ts";

const ROUTES_THAT_ARE_NOT = [
  "GET /api/v1/unknown",
  "PUT /api/v1/episodes",
  "PATCH /api/v1/collections",
  "GET /scenarios",
  "GET /.env",
  "OPTIONS /api/v1/episodes",
  "HEAD /api/v1/collections",
];

/** Every POST with every bad body, every identifier that stands for nothing, wrong content types and headers. */
export async function sendNonsense(caller: CanaryVisitor): Promise<void> {
  const episodeId = await caller.startEpisode();
  const posts = [...caller.statuses.keys()].filter((route) => route.startsWith("POST"));
  for (const route of posts) {
    for (const body of BAD_BODIES) {
      await caller.call(route, [episodeId], body);
    }
    const body = { ...CANARY_SLUGS, messages: [{ content: "Hello." }] };
    await caller.call(route, [episodeId], body, { "content-type": "text/plain" });
    await caller.call(route, [episodeId], body, { "idempotency-key": "not visible ascii" });
    await caller.call(route, [episodeId], body, { "x-request-id": "<script>", prefer: "wait=-1" });
    await caller.call(route, [episodeId], undefined, { "content-type": "application/json" });
  }
  const good = { messages: [{ content: "Hello." }], at_turn: 0 };
  for (const route of [...caller.statuses.keys()].filter((candidate) => candidate.includes("{episode_id}"))) {
    for (const name of HOSTILE_NAMES) {
      await caller.call(route, [name], route.startsWith("POST") ? good : undefined);
    }
  }
  for (const route of ROUTES_THAT_ARE_NOT) {
    await caller.call(route);
  }
}

import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { RELEASE_REASONS } from "../../ports/question-store.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { extendLease } from "../../services/voting/extend-lease.ts";
import { releaseLease } from "../../services/voting/release-lease.ts";
import { requiresSession } from "../access-rules.ts";
import { compileSchema } from "../compile-schema.ts";
import type { HttpEnv } from "../http-env.ts";
import { guardedProblems, sessionBodyProblems } from "../problem-responses.ts";
import { toWireLease } from "../wire/lease-view.ts";
import { LeaseId, LeaseSchema } from "../wire/question-view.ts";
import { RequestIdField } from "../wire/request-id.ts";

const MESSAGE_CHARACTERS_MAX = 2000;

const ReleaseSchema = compileSchema(
  z
    .object({
      reason: z.enum(RELEASE_REASONS).openapi({
        description: "`paused`: for a break; the annotator may get the question again. After any other reason they do not.",
      }),
      message: z.string().max(MESSAGE_CHARACTERS_MAX).nullish().openapi({ description: "The annotator's own words." }),
    })
    .openapi("ReleaseLease", {
      example: { reason: "not_understood", message: "The second answer is in a language I do not read." },
    }),
);

const params = z.object({ lease_id: LeaseId });

const releaseRoute = createRoute({
  method: "post",
  operationId: "releaseLease",
  path: "/api/v1/leases/{lease_id}/release",
  tags: ["Voting"],
  summary: "Hand a question back",
  description: "Skips or flags it: the annotator does not get it again. With `paused` they may. Done twice it is done once.",
  ...requiresSession(),
  request: { params, body: { required: true, content: { "application/json": { schema: ReleaseSchema } } } },
  responses: {
    200: {
      description: "It is handed back.",
      content: {
        "application/json": { schema: z.object({ request_id: RequestIdField, released: z.literal(true) }).openapi("Released") },
      },
    },
    ...sessionBodyProblems("not_found"),
  },
});

const heartbeatRoute = createRoute({
  method: "post",
  operationId: "extendLease",
  path: "/api/v1/leases/{lease_id}/heartbeat",
  tags: ["Voting"],
  summary: "Still looking at it",
  description: "The lease runs anew from now on.",
  ...requiresSession(),
  request: { params },
  responses: {
    200: {
      description: "The lease.",
      content: {
        "application/json": { schema: z.object({ request_id: RequestIdField, lease: LeaseSchema }).openapi("ExtendedLease") },
      },
    },
    ...guardedProblems("invalid_request", "not_found", "lease_ended"),
  },
});

/** POST /api/v1/leases/{lease_id}/release and …/heartbeat */
export function mountLeases(app: OpenAPIHono<HttpEnv>, ports: ServicePorts): void {
  app.openapi(releaseRoute, async (c) => {
    const { reason, message } = c.req.valid("json");
    await releaseLease(ports, c.get("signedIn").annotator, c.req.valid("param").lease_id, reason, message ?? null);
    return c.json({ request_id: c.get("requestId"), released: true as const }, 200);
  });
  app.openapi(heartbeatRoute, (c) => {
    const lease = extendLease(ports, c.get("signedIn").annotator, c.req.valid("param").lease_id);
    return c.json({ request_id: c.get("requestId"), lease: toWireLease(lease, ports.clock.now()) }, 200);
  });
}

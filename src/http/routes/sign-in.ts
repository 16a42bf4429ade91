import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type SignInRequest, signIn } from "../../services/annotators/sign-in.ts";
import { DEFAULT_TENANT } from "../../services/keys/authenticate-key.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { hasScope, isPublic } from "../access-rules.ts";
import { clientAddress } from "../client-address.ts";
import { parseJsonBody } from "../decode-json-body.ts";
import type { HttpEnv } from "../http-env.ts";
import { authenticateRequest, lacksScope, limitRate, refuseForeignHost } from "../middleware/guard-requests.ts";
import type { RateLimiter } from "../middleware/rate-limiter.ts";
import { problemResponses } from "../problem-responses.ts";
import type { SessionCookie } from "../session-cookie.ts";
import { toIsoTime } from "../wire/episode-view.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { createSignInReader, SignInSchema } from "../wire/sign-in.ts";

const SessionSchema = z
  .object({
    request_id: RequestIdField,
    annotator_id: z.string(),
    token: z.string().openapi({ description: "Send it as `Authorization: Bearer <token>`; browsers have it as a cookie." }),
    audience: z.string(),
    expires_at: z.string().openapi({ format: "date-time" }),
  })
  .openapi("Session");

const route = createRoute({
  method: "post",
  operationId: "signIn",
  path: "/api/v1/annotators/sessions",
  tags: ["Voting"],
  summary: "Sign in to vote",
  description:
    "By an invite, by what a crowd puts into the address, by a front end's own name for somebody (that needs an API key with the scope `annotator`), or as a guest where that is allowed.",
  ...isPublic(),
  request: { body: { required: true, content: { "application/json": { schema: SignInSchema } } } },
  responses: {
    201: {
      description: "The session. The token is told this once.",
      headers: { "Set-Cookie": { description: "The token, for browsers.", schema: { type: "string" } } },
      content: { "application/json": { schema: SessionSchema } },
    },
    ...problemResponses([
      "invalid_request",
      "unauthenticated",
      "forbidden",
      "body_too_large",
      "rate_limited",
      "internal",
      "storage_unavailable",
      "storage_full",
    ]),
  },
});

export interface SignInDoor {
  readonly cookie: SessionCookie;
  /** Counts the requests of keys. */
  readonly limiter: RateLimiter;
  /** Counts sign-ins by remote address. */
  readonly addressLimiter: RateLimiter;
  readonly proxyCount: number;
}

/** POST /api/v1/annotators/sessions */
export function mountSignIn(app: OpenAPIHono<HttpEnv>, ports: ServicePorts, door: SignInDoor): void {
  const read = createSignInReader();
  // Registered rather than mounted: which of the forms a body means to be is told better by its members than by a union.
  app.openAPIRegistry.registerPath(route);
  app.post(route.getRoutingPath(), async (c) => {
    const request = read(parseJsonBody(c.get("bodyText")), DEFAULT_TENANT);
    const session = await signIn(ports, await admit(c, ports, door, request));
    const { annotator, token, expiresAt } = session;
    const body: z.infer<typeof SessionSchema> = {
      request_id: c.get("requestId"),
      annotator_id: annotator.annotatorId,
      token,
      audience: annotator.audience,
      expires_at: toIsoTime(expiresAt),
    };
    const maxAgeSeconds = Math.floor((expiresAt - ports.clock.now()) / 1000);
    return c.json(body, 201, { "Set-Cookie": door.cookie.write(token, maxAgeSeconds), "Cache-Control": "no-store" });
  });
}

/** Counts the request, and sees to what only the door can: whose key a front end has, and under which name a keyless server was called. */
async function admit(
  c: Context<HttpEnv>,
  ports: ServicePorts,
  { limiter, addressLimiter, proxyCount }: SignInDoor,
  request: SignInRequest,
): Promise<SignInRequest> {
  if (request.way === "api") {
    const key = await authenticateRequest(ports, c);
    c.set("keyId", key.keyId);
    limitRate(c, limiter, key.keyId, "this API key may make");
    if (!hasScope(key.scopes, "annotator")) {
      throw lacksScope(key, "annotator");
    }
    return { ...request, tenantId: key.tenantId };
  }
  const address = clientAddress(c.env?.incoming?.socket.remoteAddress, c.req.header("X-Forwarded-For"), proxyCount);
  limitRate(c, addressLimiter, address ?? "unknown", "an address may make");
  if (request.way === "guest" && ports.admission.guests === "keyless") {
    refuseForeignHost(c.req.header("Host"));
  }
  return request;
}

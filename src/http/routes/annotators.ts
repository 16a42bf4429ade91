import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { inviteAnnotators } from "../../services/annotators/invite-annotators.ts";
import { readProgress } from "../../services/annotators/read-progress.ts";
import { signOut } from "../../services/annotators/sign-out.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { GLOBAL_AUDIENCE } from "../../services/voting/annotator.ts";
import { requiresScope, requiresSession } from "../access-rules.ts";
import { compileSchema } from "../compile-schema.ts";
import type { HttpEnv } from "../http-env.ts";
import type { HttpOptions } from "../http-options.ts";
import { bodyProblems, guardedProblems } from "../problem-responses.ts";
import type { SessionCookie } from "../session-cookie.ts";
import { Audience } from "../wire/audience.ts";
import { toIsoTime } from "../wire/episode-view.ts";
import { ProgressSchema, toWireProgress } from "../wire/progress-view.ts";
import { RequestIdField } from "../wire/request-id.ts";

const INVITES_MAX = 1000;
const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 365 * DAY_SECONDS;

const InviteSchema = compileSchema(
  z
    .object({
      count: z.number().int().min(1).max(INVITES_MAX).default(1),
      audience: Audience.default(GLOBAL_AUDIENCE),
      expires_in_seconds: z.number().int().min(60).max(YEAR_SECONDS).default(DAY_SECONDS),
    })
    .openapi("InviteAnnotators", { example: { count: 2 } }),
);

const inviteRoute = createRoute({
  method: "post",
  operationId: "inviteAnnotators",
  path: "/api/v1/annotators/invites",
  tags: ["Voting"],
  summary: "Invite annotators",
  description:
    "Makes links that each sign one annotator in, once. The tokens are told this once: an Idempotency-Key makes new ones rather than telling them again.",
  ...requiresScope("admin"),
  request: { body: { required: true, content: { "application/json": { schema: InviteSchema } } } },
  responses: {
    201: {
      description: "The invites.",
      content: {
        "application/json": {
          schema: z
            .object({
              request_id: RequestIdField,
              invites: z.array(
                z.object({
                  token: z.string(),
                  url: z
                    .string()
                    .openapi({ description: "The voting page; the token is in the fragment, which browsers send nowhere." }),
                  expires_at: z.string().openapi({ format: "date-time" }),
                }),
              ),
            })
            .openapi("Invites"),
        },
      },
    },
    ...bodyProblems(),
  },
});

const meRoute = createRoute({
  method: "get",
  operationId: "getAnnotator",
  path: "/api/v1/annotators/me",
  tags: ["Voting"],
  summary: "Who am I, and how far have I come?",
  description: "The signed-in annotator, their votes, and what a crowd's visitor still has to do.",
  ...requiresSession(),
  responses: {
    200: { description: "The annotator.", content: { "application/json": { schema: ProgressSchema } } },
    ...guardedProblems(),
  },
});

const signOutRoute = createRoute({
  method: "delete",
  operationId: "signOut",
  path: "/api/v1/annotators/sessions",
  tags: ["Voting"],
  summary: "Sign out",
  description: "Ends this session and clears its cookie. Votes stay; the question in hand is handed back.",
  ...requiresSession(),
  responses: { 204: { description: "It is ended." }, ...guardedProblems("storage_full") },
});

/** POST /api/v1/annotators/invites, GET /api/v1/annotators/me and DELETE /api/v1/annotators/sessions */
export function mountAnnotators(
  app: OpenAPIHono<HttpEnv>,
  ports: ServicePorts,
  { publicUrl, mediaOrigins }: Pick<HttpOptions, "publicUrl" | "mediaOrigins">,
  cookie: SessionCookie,
): void {
  app.openapi(inviteRoute, async (c) => {
    const body = c.req.valid("json");
    c.set("isSecret", true);
    const invites = await inviteAnnotators(ports, {
      tenantId: c.get("caller").tenantId,
      count: body.count,
      audience: body.audience,
      validMs: body.expires_in_seconds * 1000,
    });
    const origin = publicUrl ?? new URL(c.req.url).origin;
    return c.json(
      {
        request_id: c.get("requestId"),
        invites: invites.map(({ token, expiresAt }) => ({
          token,
          url: `${origin}/vote#invite=${token}`,
          expires_at: toIsoTime(expiresAt),
        })),
      },
      201,
    );
  });
  app.openapi(meRoute, async (c) => {
    const signedIn = c.get("signedIn");
    const progress = await readProgress(ports, signedIn);
    return c.json({ request_id: c.get("requestId"), ...toWireProgress(signedIn.annotator, progress, mediaOrigins) }, 200);
  });
  app.openapi(signOutRoute, async (c) => {
    await signOut(ports, c.get("signedIn"));
    return c.body(null, 204, { "Set-Cookie": cookie.write("", 0) });
  });
}

import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ServicePorts } from "../../services/service-ports.ts";
import { leaseQuestion } from "../../services/voting/lease-question.ts";
import { requiresSession } from "../access-rules.ts";
import { compileParser } from "../compile-schema.ts";
import { parseJsonBody } from "../decode-json-body.ts";
import type { DrainState } from "../drain-state.ts";
import { HeldRequests } from "../held-requests.ts";
import type { HttpEnv } from "../http-env.ts";
import { invalidPart } from "../invalid-part.ts";
import { sessionBodyProblems } from "../problem-responses.ts";
import { orNull } from "../wire/or-null.ts";
import { LeaseSchema, QuestionSchema } from "../wire/question-view.ts";
import { RequestIdField } from "../wire/request-id.ts";
import type { ServedQuestions } from "../wire/served-questions.ts";

const WAIT_MS_MAX = 30_000;
/** Some tabs may wait beside each other; a program that waits more often at a time has lost count. */
const WAITS_PER_SESSION_MAX = 4;
/** When to ask again who was told that nothing is waiting. */
const RETRY_AFTER_MS = 1000;

const LeaseQuestionSchema = z
  .object({
    wait_ms: z
      .number()
      .int()
      .min(0)
      .max(WAIT_MS_MAX)
      .default(0)
      .openapi({ description: "How long to wait for a question to come." }),
  })
  .openapi("LeaseQuestion", { example: { wait_ms: 25_000 } });

const AnswerSchema = z
  .object({
    request_id: RequestIdField,
    question: orNull(QuestionSchema, "Null: none is waiting."),
    lease: LeaseSchema.optional().openapi({ description: "Where there is a question: it is this annotator's until then." }),
    retry_after_ms: z.number().int().optional().openapi({ description: "Where there is none: when to ask again." }),
  })
  .openapi("LeasedQuestion");

const route = createRoute({
  method: "post",
  operationId: "leaseQuestion",
  path: "/api/v1/questions/lease",
  tags: ["Voting"],
  summary: "Take a question",
  description:
    "Gives the question whose answer is worth most now. Whoever holds one already gets that one again while it is open, and then another.",
  ...requiresSession(),
  request: { body: { required: true, content: { "application/json": { schema: LeaseQuestionSchema } } } },
  responses: {
    200: { description: "A question, or none.", content: { "application/json": { schema: AnswerSchema } } },
    ...sessionBodyProblems("overloaded"),
  },
});

/** POST /api/v1/questions/lease */
export function mountLeaseQuestion(
  app: OpenAPIHono<HttpEnv>,
  ports: ServicePorts,
  texts: ServedQuestions,
  drainState: DrainState,
): void {
  const parse = compileParser(LeaseQuestionSchema);
  const waits = new HeldRequests(WAITS_PER_SESSION_MAX, "waits for a question");
  // Registered rather than mounted: the answer is text that is made once, not an object of this route's type.
  app.openAPIRegistry.registerPath(route);
  app.post(route.getRoutingPath(), async (c) => {
    const body = parseJsonBody(c.get("bodyText"));
    const parsed = parse(body);
    if (!parsed.success) {
      throw invalidPart("json", parsed.error.issues, body);
    }
    const waitMs = parsed.data.wait_ms;
    const { annotator, session } = c.get("signedIn");
    const release = waitMs === 0 ? null : waits.hold(session.tokenDigest);
    const waiting = waitMs === 0 ? null : startWaiting(c, drainState);
    try {
      const served = await leaseQuestion(ports, annotator, waitMs, waiting?.gone ?? null);
      const members = served === null ? `"question":null,"retry_after_ms":${RETRY_AFTER_MS}` : texts.membersOf(served);
      return c.body(`{"request_id":${JSON.stringify(c.get("requestId"))},${members}}`, 200, {
        "Content-Type": "application/json",
      });
    } finally {
      waiting?.stop();
      release?.();
    }
  });
}

/** A signal that tells that the annotator hung up or the server is about to leave. */
function startWaiting(c: Context<HttpEnv>, drainState: DrainState): { readonly gone: AbortSignal; stop(): void } {
  const gone = new AbortController();
  const leave = () => gone.abort();
  const hangUp = c.req.raw.signal;
  const forget = drainState.onStart(leave);
  if (hangUp.aborted) {
    leave();
  }
  hangUp.addEventListener("abort", leave, { once: true });
  return {
    gone: gone.signal,
    stop: () => {
      forget();
      hangUp.removeEventListener("abort", leave);
    },
  };
}

import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ServicePorts } from "../../services/service-ports.ts";
import type { Annotator } from "../../services/voting/annotator.ts";
import { recordVote } from "../../services/voting/record-vote.ts";
import { reviseVote } from "../../services/voting/revise-vote.ts";
import { requiresSession } from "../access-rules.ts";
import { compileParser, compileSchema } from "../compile-schema.ts";
import { parseJsonBody } from "../decode-json-body.ts";
import type { HttpEnv } from "../http-env.ts";
import { invalidPart } from "../invalid-part.ts";
import { sessionBodyProblems } from "../problem-responses.ts";
import type { VotingMetrics } from "../voting-metrics.ts";
import { orNull } from "../wire/or-null.ts";
import { ServedQuestionSchema } from "../wire/question-view.ts";
import { RequestIdField } from "../wire/request-id.ts";
import type { ServedQuestions } from "../wire/served-questions.ts";
import { CastVoteSchema, ReviseVoteSchema, toBallot, toChange, toWireVote, VoteId, VoteSchema } from "../wire/vote-view.ts";

/** The route without the framework: for an annotator who has been let in and a body that has been parsed. */
export interface VoteRoute {
  readonly path: string;
  /** The answer's body as text. Rejects with InvalidRequestError where the body does not fit the contract, and as `recordVote` does. */
  answer(annotator: Annotator, requestId: string, body: unknown): Promise<string>;
}

const castRoute = createRoute({
  method: "post",
  operationId: "castVote",
  path: "/api/v1/votes",
  tags: ["Voting"],
  summary: "Vote",
  description:
    "Keeps the vote and gives the next question with the answer, which comes when the vote is on disk. The same vote sent again is kept once and answered alike.",
  ...requiresSession(),
  request: { body: { required: true, content: { "application/json": { schema: CastVoteSchema } } } },
  responses: {
    200: {
      description: "The vote as it is kept, and the next question.",
      content: {
        "application/json": {
          schema: z
            .object({
              request_id: RequestIdField,
              vote: VoteSchema,
              next: orNull(
                ServedQuestionSchema,
                "Null: none is waiting, or the one in hand is no longer open: ask for another. It is leased already.",
              ),
            })
            .openapi("AcknowledgedVote"),
        },
      },
    },
    ...sessionBodyProblems("not_found"),
  },
});

const reviseRoute = createRoute({
  method: "post",
  operationId: "reviseVote",
  path: "/api/v1/votes/{vote_id}/revise",
  tags: ["Voting"],
  summary: "Change a vote",
  description: "Changes what was voted, within a minute of voting and while the question is open. What is left out stays.",
  ...requiresSession(),
  request: {
    params: z.object({ vote_id: VoteId }),
    body: { required: true, content: { "application/json": { schema: compileSchema(ReviseVoteSchema) } } },
  },
  responses: {
    200: {
      description: "The vote as it is kept now.",
      content: {
        "application/json": { schema: z.object({ request_id: RequestIdField, vote: VoteSchema }).openapi("RevisedVote") },
      },
    },
    ...sessionBodyProblems("not_found", "vote_final"),
  },
});

/** POST /api/v1/votes and /api/v1/votes/{vote_id}/revise */
export function mountVotes(
  app: OpenAPIHono<HttpEnv>,
  ports: ServicePorts,
  texts: ServedQuestions,
  metrics: VotingMetrics,
  stopwatch: () => number,
): VoteRoute {
  const parse = compileParser(CastVoteSchema);
  const answer: VoteRoute["answer"] = async (annotator, requestId, body) => {
    const parsed = parse(body);
    if (!parsed.success) {
      throw invalidPart("json", parsed.error.issues, body);
    }
    const startedMs = stopwatch();
    const { vote, next } = await recordVote(ports, annotator, toBallot(parsed.data));
    metrics.observeVote(vote.late, (stopwatch() - startedMs) / 1000);
    const nextText = next === null ? "null" : `{${texts.membersOf(next)}}`;
    return `{"request_id":${JSON.stringify(requestId)},"vote":${JSON.stringify(toWireVote(vote))},"next":${nextText}}`;
  };
  // Registered rather than mounted: the body is parsed once, here and on the short way alike.
  app.openAPIRegistry.registerPath(castRoute);
  app.post(castRoute.getRoutingPath(), async (c) => {
    const text = await answer(c.get("signedIn").annotator, c.get("requestId"), parseJsonBody(c.get("bodyText")));
    return c.body(text, 200, { "Content-Type": "application/json" });
  });
  app.openapi(reviseRoute, async (c) => {
    const change = toChange(c.req.valid("json"));
    const vote = await reviseVote(ports, c.get("signedIn").annotator, c.req.valid("param").vote_id, change);
    return c.json({ request_id: c.get("requestId"), vote: toWireVote(vote) }, 200);
  });
  return { path: castRoute.path, answer };
}

import { z } from "@hono/zod-openapi";
import { PROBLEM_CODES, PROBLEMS, type ProblemCode } from "./problem.ts";

/** The shape of every error (RFC 9457), for the documentation. */
const ProblemSchema = z
  .object({
    type: z.string().openapi({ description: "Address of the page that explains the code.", example: "/docs/problems/not_found" }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().openapi({ description: "The path that was asked for." }),
    code: z.enum(PROBLEM_CODES as [ProblemCode, ...ProblemCode[]]),
    request_id: z.string(),
    errors: z.array(
      z.object({
        pointer: z.string().openapi({
          description: "JSON pointer into the request's body; empty for the body as a whole.",
          example: "/messages/0/content",
        }),
        detail: z.string(),
      }),
    ),
    message: z.string().openapi({ description: "The same as `detail`, for clients of the original reward-server API." }),
    data: z.object({ request_id: z.string() }),
    expected_turn: z.number().int().optional().openapi({ description: "With `turn_conflict`: the turn that comes next." }),
    index: z
      .number()
      .int()
      .optional()
      .openapi({ description: "With `history_mismatch`: the first of your messages that differs." }),
  })
  .openapi("Problem", {
    example: {
      type: "/docs/problems/not_found",
      title: PROBLEMS.not_found.title,
      status: PROBLEMS.not_found.status,
      detail: 'There is no collection "weather".',
      instance: "/api/v1/collections/weather",
      code: "not_found",
      request_id: "req_4Fz0Qm8sTqB2",
      errors: [],
      message: 'There is no collection "weather".',
      data: { request_id: "req_4Fz0Qm8sTqB2" },
    },
  });

/** What any route behind a key may answer besides its own problems. */
const GUARDED_CODES: readonly ProblemCode[] = ["unauthenticated", "forbidden", "rate_limited", "internal", "storage_unavailable"];
/** What any route that takes a body may answer. */
const BODY_CODES: readonly ProblemCode[] = ["invalid_request", "body_too_large"];
/** What any POST behind an API key may answer when it carries an Idempotency-Key. */
const KEYED_POST_CODES: readonly ProblemCode[] = ["invalid_request", "idempotency_key_reused"];

/** Documentation of the problems of a GET or DELETE behind a key. Typed as empty: handlers throw problems, they do not return them. */
export function guardedProblems(...codes: readonly ProblemCode[]): object {
  return problemResponses([...codes, ...GUARDED_CODES]);
}

/** The same for a POST without a body. */
export function postProblems(...codes: readonly ProblemCode[]): object {
  return problemResponses([...codes, ...GUARDED_CODES, ...KEYED_POST_CODES, "storage_full"]);
}

/** The same for a POST with a JSON body. */
export function bodyProblems(...codes: readonly ProblemCode[]): object {
  return problemResponses([...codes, ...GUARDED_CODES, ...KEYED_POST_CODES, ...BODY_CODES, "storage_full"]);
}

/** The same for a POST of an annotator, whose votes and leases have names of their own: Idempotency-Keys are not read there. */
export function sessionBodyProblems(...codes: readonly ProblemCode[]): object {
  return problemResponses([...codes, ...GUARDED_CODES, ...BODY_CODES, "storage_full"]);
}

/** One response per status, naming every code that comes with it. */
export function problemResponses(codes: readonly ProblemCode[]): object {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of PROBLEM_CODES.filter((known) => codes.includes(known))) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses = [...byStatus].map(([status, codesOfStatus]) => [
    status,
    {
      description: codesOfStatus.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(" "),
      content: { "application/problem+json": { schema: ProblemSchema } },
    },
  ]);
  return Object.fromEntries(responses);
}

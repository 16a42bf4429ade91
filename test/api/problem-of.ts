import { expect } from "vitest";

/** A problem document as a client reads it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly request_id: string;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
  readonly message: string;
  readonly data: { readonly request_id: string };
  readonly [further: string]: unknown;
}

/** The answer's problem document, checked for the shape that every one has. */
export async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = (await response.json()) as Problem;
  expect(problem).toMatchObject({
    type: `/docs/problems/${problem.code}`,
    status: response.status,
    message: problem.detail,
    request_id: response.headers.get("x-request-id"),
    data: { request_id: response.headers.get("x-request-id") },
  });
  return problem;
}

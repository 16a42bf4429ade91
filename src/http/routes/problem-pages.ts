import { readFile } from "node:fs/promises";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { NotFoundError } from "../../domain/errors.ts";
import { isPublic } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { PROBLEM_CODES } from "../problem.ts";
import { problemResponses } from "../problem-responses.ts";

const route = createRoute({
  method: "get",
  operationId: "getProblemPage",
  path: "/docs/problems/{code}",
  tags: ["Operations"],
  summary: "What an error code means",
  description: "The page that the `type` of a problem document points to, as Markdown.",
  ...isPublic(),
  request: { params: z.object({ code: z.string().min(1).max(64).openapi({ example: "not_found" }) }) },
  responses: {
    200: { description: "The page.", content: { "text/plain": { schema: z.string() } } },
    ...problemResponses(["invalid_request", "not_found"]),
  },
});

/** GET /docs/problems/{code}. @param pages folder of the pages, each named after its code. */
export function mountProblemPages(app: OpenAPIHono<HttpEnv>, pages: URL): void {
  app.openapi(route, async (c) => {
    const asked = c.req.valid("param").code;
    // Only names from our own list become file names.
    const code = PROBLEM_CODES.find((known) => known === asked);
    if (code === undefined) {
      throw new NotFoundError(`There is no problem code ${JSON.stringify(asked)}. The codes are: ${PROBLEM_CODES.join(", ")}.`);
    }
    const page = await readFile(new URL(`${code}.md`, pages), "utf8");
    return c.text(page, 200, { "X-Content-Type-Options": "nosniff" });
  });
}

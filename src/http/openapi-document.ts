import type { OpenAPIHono } from "@hono/zod-openapi";
import type { JSONValue } from "hono/utils/types";
import { isBehindKey } from "./access-rules.ts";
import type { HttpEnv } from "./http-env.ts";

const DESCRIPTION = `A self-hosted reward server: ask it how good a conversation is, or which of two is better, and play episodes against personas.

Every answer carries \`X-Request-ID\`; success bodies repeat it as \`request_id\`. Errors are problem documents (RFC 9457, \`application/problem+json\`).
Answers to requests with a key or a session say \`X-RateLimit-Limit\`, \`X-RateLimit-Remaining\` and \`X-RateLimit-Reset\` (Unix seconds); 429, 503 and 507 say in \`Retry-After\` after how many seconds to try again.
A POST behind an API key with an \`Idempotency-Key\` happens once: the same request again gets the same answer with \`Idempotent-Replayed: true\`.
A reward is \`null\` where none could be produced, and never 0 for that reason.`;

const TAGS = [
  { name: "Scenarios", description: "What there is to play: collections and the public part of their scenarios." },
  { name: "Episodes", description: "One run of a scenario, turn by turn." },
  { name: "Scoring", description: "Conversations that took place elsewhere." },
  { name: "Trainers", description: "What trainers call by an address alone, in their own dialects." },
  {
    name: "Voting",
    description: "For annotators and the front ends they use: sign in, take a question, vote, get the next one.",
  },
  { name: "Operations", description: "For operators and their machines." },
];

/** The contract of every mounted route as an OpenAPI 3.1 document in plain JSON. Equal routes give equal documents. */
export function createOpenApiDocument(app: OpenAPIHono<HttpEnv>, version: string): Record<string, JSONValue> {
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  app.openAPIRegistry.registerComponent("securitySchemes", "api_key", { type: "apiKey", in: "header", name: "X-API-Key" });
  app.openAPIRegistry.registerComponent("securitySchemes", "user_information", {
    type: "http",
    scheme: "basic",
    description: "The key as the password, or as the user where there is no password: `http://<key>@host/…`.",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "http",
    scheme: "bearer",
    description: "An annotator's session token, `fms_…`, from `POST /api/v1/annotators/sessions`.",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "session_cookie", {
    type: "apiKey",
    in: "cookie",
    name: "folkmoot_session",
    description: "The same token as browsers keep it; `__Host-folkmoot_session` where the server is reached by https.",
  });
  app.openAPIRegistry.registerComponent("parameters", "IdempotencyKey", {
    in: "header",
    name: "Idempotency-Key",
    description:
      "Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request.",
    schema: { type: "string", pattern: "^[!-~]{1,255}$" },
  });
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Folkmoot",
      version,
      description: DESCRIPTION,
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    tags: TAGS,
  });
  for (const { post } of Object.values(document.paths ?? {})) {
    // Read before any route, so it stands in no route's own contract.
    if (post !== undefined && isBehindKey(post)) {
      post.parameters = [...(post.parameters ?? []), { $ref: "#/components/parameters/IdempotencyKey" }];
    }
  }
  return JSON.parse(JSON.stringify(document)) as Record<string, JSONValue>;
}

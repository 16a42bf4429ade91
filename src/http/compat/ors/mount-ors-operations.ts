import { type OpenAPIHono, z } from "@hono/zod-openapi";
import type { JSONValue } from "hono/utils/types";
import type { HttpEnv } from "../../http-env.ts";
import { mountOrsRoute } from "./ors-route.ts";
import { StatusSchema, VersionSchema } from "./ors-wire.ts";

const DESCRIPTION =
  "Folkmoot as an environment server of the Open Reward Standard. An environment is a collection, a task a scenario, a session an episode, and the tool `send_message` a turn. Paths that begin with no environment are redirected (308) to the one that the session, or the header `X-Deployment`, means, else to the first.";

/** What stands at the root of the port besides environments and sessions. */
export function mountOrsOperations(app: OpenAPIHono<HttpEnv>, version: string): void {
  let document: Record<string, JSONValue> | null = null;
  mountOrsRoute(app, { ...PUBLIC, path: "/health", summary: "Is the process alive?", answer: StatusSchema }, (c) =>
    c.json({ status: "ok" }),
  );
  mountOrsRoute(app, { ...PUBLIC, path: "/version", summary: "Which version is it?", answer: VersionSchema }, (c) =>
    c.json({ version, build_sha: null }),
  );
  const contract = {
    ...PUBLIC,
    path: "/openapi.json",
    summary: "These routes as OpenAPI 3.1",
    answer: z.record(z.string(), z.unknown()),
  };
  mountOrsRoute(app, contract, (c) => {
    document ??= describeRoutes(app, version);
    return c.json(document);
  });
}

const PUBLIC = { method: "get", description: "For anyone.", request: null, isPublic: true } as const;

function describeRoutes(app: OpenAPIHono<HttpEnv>, version: string): Record<string, JSONValue> {
  const { openAPIRegistry: registry } = app;
  registry.registerComponent("securitySchemes", "api_key", { type: "apiKey", in: "header", name: "X-API-Key" });
  registry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  registry.registerComponent("securitySchemes", "user_information", { type: "http", scheme: "basic" });
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Folkmoot: Open Reward Standard", version, description: DESCRIPTION },
  });
  return JSON.parse(JSON.stringify(document)) as Record<string, JSONValue>;
}

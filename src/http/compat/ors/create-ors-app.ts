import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { NotFoundError } from "../../../domain/errors.ts";
import type { ServicePorts } from "../../../services/service-ports.ts";
import { AccessRules } from "../../access-rules.ts";
import type { HttpEnv } from "../../http-env.ts";
import type { HttpMetrics } from "../../http-metrics.ts";
import type { HttpOptions } from "../../http-options.ts";
import { authenticateRequest, guardRequests } from "../../middleware/guard-requests.ts";
import { observeRequests } from "../../middleware/observe-requests.ts";
import type { RateLimiter } from "../../middleware/rate-limiter.ts";
import { createProblemHandler } from "../../problem.ts";
import { createSessionCookie } from "../../session-cookie.ts";
import { mountOrsCall } from "./mount-ors-call.ts";
import { mountOrsCatalog } from "./mount-ors-catalog.ts";
import { mountOrsOperations } from "./mount-ors-operations.ts";
import { mountOrsSessions } from "./mount-ors-sessions.ts";
import { OrsCalls } from "./ors-calls.ts";
import type { OrsDoor } from "./ors-door.ts";
import { findEnvironment, getDefaultEnvironment } from "./ors-environment.ts";
import { OrsSessions } from "./ors-sessions.ts";

/** What this app shares with the one of the API: a key's rate and the page of numbers are one. */
export interface OrsOptions extends Pick<HttpOptions, "version" | "limits" | "logger" | "stopwatch" | "publicUrl"> {
  readonly metrics: HttpMetrics;
  readonly limiter: RateLimiter;
  /** Sessions open at a time. */
  readonly sessionsMax: number;
}

/** The routes of the Open Reward Standard, which stand at the root of a port of their own. */
export type OrsApp = OpenAPIHono<HttpEnv> & {
  readonly sessionCount: number;
  /** Stops the timers. */
  close(): void;
};

/** The protocol's table of contents. */
export function createOrsApp(ports: ServicePorts, options: OrsOptions): OrsApp {
  const { logger, stopwatch, metrics, limits, limiter, publicUrl } = options;
  const rules = new AccessRules();
  const app = new OpenAPIHono<HttpEnv>();
  const door = { ports, sessions: new OrsSessions(ports, options.sessionsMax), calls: new OrsCalls(ports) };
  app.use("*", observeRequests({ random: ports.random, rules, metrics, logger, stopwatch }));
  app.use("*", guardRequests(ports, rules, limits, limiter, { ports, cookie: createSessionCookie(publicUrl), publicUrl }));
  app.onError(createProblemHandler(logger));
  app.notFound((c) => sendToEnvironment(c, door));
  mountOrsOperations(app, options.version);
  mountOrsCatalog(app, ports);
  mountOrsSessions(app, door);
  mountOrsCall(app, door);
  const roots = new Set<string>();
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type === "route") {
      rules.learn(definition.route);
      roots.add(firstPartOf(definition.route.path));
    }
  }
  return Object.defineProperty(Object.assign(app, { close: () => door.sessions.close() }), "sessionCount", {
    get: () => door.sessions.size,
  }) as OrsApp;

  /** A path that names no environment is one of the session's environment, of the one that the client means, or of the first. */
  async function sendToEnvironment(c: Context<HttpEnv>, { sessions }: OrsDoor): Promise<Response> {
    const { path } = c.req;
    const first = firstPartOf(path);
    if (roots.has(first) || findEnvironment(ports, first) !== null) {
      throw new NotFoundError(`There is no ${c.req.method} ${path.slice(0, 200)}. /openapi.json lists the routes there are.`);
    }
    const { tenantId, scopes } = await authenticateRequest(ports, c, true);
    const caller = { tenantId, scopes, requestId: c.get("requestId") };
    const session = sessions.find(caller, c.req.header("x-session-id")?.trim() ?? "");
    const slug = session?.scenario.public.collectionSlug ?? getDefaultEnvironment(ports, c.req.header("x-deployment")).slug;
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`/${slug}${pathname}${search}`, 308);
  }
}

function firstPartOf(path: string): string {
  return path.split("/", 2)[1] ?? "";
}

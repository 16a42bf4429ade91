import { OpenAPIHono } from "@hono/zod-openapi";
import type { ServicePorts } from "../../../services/service-ports.ts";
import { AccessRules } from "../../access-rules.ts";
import type { HttpEnv } from "../../http-env.ts";
import type { HttpMetrics } from "../../http-metrics.ts";
import type { HttpOptions } from "../../http-options.ts";
import { guardRequests } from "../../middleware/guard-requests.ts";
import { observeRequests } from "../../middleware/observe-requests.ts";
import type { RateLimiter } from "../../middleware/rate-limiter.ts";
import { createProblemHandler } from "../../problem.ts";
import { createSessionCookie } from "../../session-cookie.ts";
import { mountOrsCall } from "./mount-ors-call.ts";
import { mountOrsCatalog } from "./mount-ors-catalog.ts";
import { mountOrsOperations } from "./mount-ors-operations.ts";
import { mountOrsSessions } from "./mount-ors-sessions.ts";
import { OrsCalls } from "./ors-calls.ts";
import { OrsSessions } from "./ors-sessions.ts";
import { firstPartOf, sendToEnvironment } from "./send-to-environment.ts";

/** What this app shares with the one of the API: a key's rate and the page of numbers are one. */
export interface OrsOptions extends Pick<HttpOptions, "version" | "limits" | "arrivals" | "logger" | "stopwatch" | "publicUrl"> {
  readonly metrics: HttpMetrics;
  readonly limiter: RateLimiter;
  /** Sessions open at a time. */
  readonly sessionsMax: number;
}

/** The routes of the Open Reward Standard, which stand at the root of a port of their own. */
export type OrsApp = OpenAPIHono<HttpEnv> & {
  /** Sessions that are open. */
  countSessions(): number;
  /** Stops the timers. */
  close(): void;
};

/** The protocol's table of contents. */
export function createOrsApp(ports: ServicePorts, options: OrsOptions): OrsApp {
  const { logger, stopwatch, metrics, limiter, publicUrl } = options;
  const rules = new AccessRules();
  const app = new OpenAPIHono<HttpEnv>();
  const door = { ports, sessions: new OrsSessions(ports, options.sessionsMax), calls: new OrsCalls(ports) };
  app.use("*", observeRequests({ random: ports.random, rules, metrics, logger, stopwatch }));
  app.use("*", guardRequests(ports, rules, options, limiter, { ports, cookie: createSessionCookie(publicUrl), publicUrl }));
  app.onError(createProblemHandler(logger));
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
  app.notFound((c) => sendToEnvironment(app, c, door, roots));
  return Object.assign(app, { countSessions: () => door.sessions.size, close: () => door.sessions.close() });
}

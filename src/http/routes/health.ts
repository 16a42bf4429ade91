import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Logger } from "pino";
import { UnavailableError } from "../../domain/errors.ts";
import type { Clock } from "../../ports/clock.ts";
import { isPublic } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import type { HttpOptions, ReadinessProbe } from "../http-options.ts";
import { problemResponses } from "../problem-responses.ts";
import { RequestIdField } from "../wire/request-id.ts";

const healthRoute = createRoute({
  method: "get",
  operationId: "getHealth",
  path: "/healthz",
  tags: ["Operations"],
  summary: "Is the process alive?",
  description: "Answers as long as the event loop turns; looks at nothing else.",
  ...isPublic(),
  responses: {
    200: {
      description: "It is.",
      content: {
        "application/json": {
          schema: z.object({ request_id: RequestIdField, status: z.literal("ok"), version: z.string() }).openapi("Health"),
        },
      },
    },
  },
});

const readyRoute = createRoute({
  method: "get",
  operationId: "getReadiness",
  path: "/readyz",
  tags: ["Operations"],
  summary: "Should it get traffic?",
  description:
    "Yes while the database can be written and the server is not shutting down. A reward model that is down changes nothing here.",
  ...isPublic(),
  responses: {
    200: {
      description: "It should.",
      content: {
        "application/json": {
          schema: z
            .object({ request_id: RequestIdField, status: z.literal("ready"), checks: z.array(z.string()) })
            .openapi("Readiness"),
        },
      },
    },
    ...problemResponses(["draining", "storage_unavailable"]),
  },
});

/** GET /healthz and /readyz */
export function mountHealth(app: OpenAPIHono<HttpEnv>, clock: Clock, options: HttpOptions): void {
  const { drainState, logger, readinessProbes, version } = options;
  const readiness = new Readiness(clock, readinessProbes, options.limits.readinessKeptMs, logger);
  app.openapi(healthRoute, (c) => c.json({ request_id: c.get("requestId"), status: "ok" as const, version }, 200));
  app.openapi(readyRoute, async (c) => {
    if (drainState.isDraining) {
      throw new UnavailableError("draining", "The server is shutting down; send new requests elsewhere.");
    }
    const failed = await readiness.failedProbe();
    if (failed !== null) {
      throw new UnavailableError("storage_unavailable", `The server is not ready: the check "${failed}" failed.`);
    }
    const checks = readinessProbes.map(({ name }) => name);
    return c.json({ request_id: c.get("requestId"), status: "ready" as const, checks }, 200);
  });
}

/** Runs the probes at most once in a while, however often it is asked. */
class Readiness {
  readonly #clock: Clock;
  readonly #probes: readonly ReadinessProbe[];
  readonly #keptMs: number;
  readonly #logger: Logger;
  #last: { readonly at: number; readonly failed: Promise<string | null> } | null = null;

  constructor(clock: Clock, probes: readonly ReadinessProbe[], keptMs: number, logger: Logger) {
    this.#clock = clock;
    this.#probes = probes;
    this.#keptMs = keptMs;
    this.#logger = logger;
  }

  /** Name of the first probe that fails, or null. */
  failedProbe(): Promise<string | null> {
    const now = this.#clock.now();
    if (this.#last === null || now - this.#last.at >= this.#keptMs) {
      this.#last = { at: now, failed: this.#runProbes() };
    }
    return this.#last.failed;
  }

  async #runProbes(): Promise<string | null> {
    for (const probe of this.#probes) {
      try {
        await probe.check();
      } catch (error) {
        this.#logger.error({ err: error, probe: probe.name }, "the server is not ready");
        return probe.name;
      }
    }
    return null;
  }
}

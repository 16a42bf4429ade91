import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { MONITOR_LIMITS } from "../../services/monitors/monitor-limits.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { guardedProblems } from "../problem-responses.ts";
import { MonitorFields, toWireAlarm, toWireReading } from "../wire/monitor-view.ts";
import { CollectionSlug, ScenarioSlug } from "../wire/names.ts";
import { RequestIdField } from "../wire/request-id.ts";

const HOURS_DEFAULT = 24;
const SOURCE_CHARACTERS_MAX = 128;

const route = createRoute({
  method: "get",
  operationId: "getMonitors",
  path: "/api/v1/monitors",
  tags: ["Operations"],
  summary: "Does a policy game its reward?",
  description:
    "What was seen of answers by scenario and source: how reward and length go together, how far rewards and lengths have moved from the first ones, groups without spread, repetition, rewards at the clip, answers without one, suspected injections, how far people agree; and the alarms that are raised. What each number means: docs/guides/monitors.md.",
  ...requiresScope("admin"),
  request: {
    query: z.object({
      collection_slug: CollectionSlug.optional(),
      scenario_slug: ScenarioSlug.optional(),
      source: z
        .string()
        .min(1)
        .max(SOURCE_CHARACTERS_MAX)
        .optional()
        .openapi({ description: "Id of the source.", example: "rubric" }),
      hours: z.coerce
        .number()
        .int()
        .min(1)
        .max(MONITOR_LIMITS.hoursMax)
        .default(HOURS_DEFAULT)
        .openapi({ description: "So many of the newest hours, the one that goes on among them." }),
    }),
  },
  responses: {
    200: {
      description: "What was seen; empty where nothing was.",
      content: {
        "application/json": {
          schema: z.object({ request_id: RequestIdField, hours: z.number().int(), ...MonitorFields }).openapi("Monitors"),
        },
      },
    },
    ...guardedProblems("invalid_request"),
  },
});

/** GET /api/v1/monitors */
export function mountMonitors(app: OpenAPIHono<HttpEnv>, { monitorReader }: Pick<ServicePorts, "monitorReader">): void {
  app.openapi(route, (c) => {
    const { collection_slug, scenario_slug, source, hours } = c.req.valid("query");
    const { alarms, readings, isTruncated } = monitorReader.read({
      tenantId: c.get("caller").tenantId,
      collectionSlug: collection_slug ?? null,
      scenarioSlug: scenario_slug ?? null,
      sourceId: source ?? null,
      hours,
    });
    return c.json(
      {
        request_id: c.get("requestId"),
        hours,
        alarms: alarms.map(toWireAlarm),
        readings: readings.map(toWireReading),
        truncated: isTruncated,
      },
      200,
    );
  });
}

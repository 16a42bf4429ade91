import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { isPublic, requiresScope } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import type { HttpMetrics } from "../http-metrics.ts";
import type { HttpOptions } from "../http-options.ts";

/** GET /metrics */
export function mountMetrics(app: OpenAPIHono<HttpEnv>, metrics: HttpMetrics, options: HttpOptions): void {
  const route = createRoute({
    method: "get",
    operationId: "getMetrics",
    path: "/metrics",
    tags: ["Operations"],
    summary: "Metrics for Prometheus",
    description: "Counts and durations by route pattern. Names no task, no annotator and no key.",
    ...(options.metricsAccess === "admin" ? requiresScope("admin") : isPublic()),
    responses: { 200: { description: "Prometheus text format.", content: { "text/plain": { schema: z.string() } } } },
  });
  app.openapi(route, async (c) => {
    const { contentType, text } = await metrics.render();
    return c.text(text, 200, { "Content-Type": contentType });
  });
}

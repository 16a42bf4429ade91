import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { UnavailableError } from "../../domain/errors.ts";
import { followRevisions } from "../../services/people/follow-revisions.ts";
import { readComparison } from "../../services/people/read-comparison.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import type { DrainState } from "../drain-state.ts";
import type { HttpEnv } from "../http-env.ts";
import { readKeyText } from "../middleware/read-key-text.ts";
import { EVENT_STREAM_HEADERS, openEventStream } from "../open-event-stream.ts";
import { guardedProblems } from "../problem-responses.ts";
import { watchKey } from "../watch-key.ts";
import { ComparisonId } from "../wire/names.ts";
import { toWireRevision } from "../wire/revision-view.ts";

/** Lines that are open at a time, of all callers. */
const LINES_MAX = 1000;
const RETRY_MS = 2000;
/** A client that is that far behind does not read any more. */
const WAITING_BYTES_MAX = 256 * 1024;
const REVISION_NUMBER = /^\d{1,9}$/;

const route = createRoute({
  method: "get",
  operationId: "followComparison",
  path: "/api/v1/comparisons/{comparison_id}/events",
  tags: ["Scoring"],
  summary: "Follow a comparison",
  description:
    "Server-sent events: one `revision` for each revision, its number as the event's id and the comparison as its data, from the first one on or after `Last-Event-ID`. The line ends after the final one, or with the key it was opened with; whoever has the final one gets 204.",
  ...requiresScope("trainer"),
  request: {
    params: z.object({ comparison_id: ComparisonId }),
    headers: z.object({
      "last-event-id": z.string().optional().openapi({ description: "The last revision that the client has." }),
    }),
  },
  responses: {
    200: { description: "The line.", content: { "text/event-stream": { schema: z.string() } } },
    204: { description: "The client has the final revision already." },
    ...guardedProblems("invalid_request", "not_found", "overloaded", "draining"),
  },
});

/** GET /api/v1/comparisons/{comparison_id}/events */
export function mountComparisonEvents(app: OpenAPIHono<HttpEnv>, ports: ServicePorts, drainState: DrainState): void {
  let openLines = 0;
  app.openAPIRegistry.registerPath(route);
  app.get(route.getRoutingPath(), async (c) => {
    const caller = c.get("caller");
    const comparisonId = c.req.param("comparison_id") ?? "";
    const latest = await readComparison(ports, caller, comparisonId, null);
    const after = readLastEventId(c.req.header("last-event-id"));
    if (latest.comparison.final && after >= latest.revision) {
      return c.body(null, 204);
    }
    if (c.req.method === "HEAD") {
      return c.body(null, 200, EVENT_STREAM_HEADERS);
    }
    if (drainState.isDraining) {
      throw new UnavailableError("draining", "The server is shutting down; open the line again in a moment.");
    }
    if (openLines >= LINES_MAX) {
      throw new UnavailableError("overloaded", `${openLines} lines of events are open, as many as there may be.`);
    }
    openLines += 1;
    const keyText = readKeyText((name) => c.req.header(name));
    const ends: (() => void)[] = [];
    const stream = openEventStream({
      timer: ports.timer,
      waitingBytesMax: WAITING_BYTES_MAX,
      retryMs: RETRY_MS,
      onEnd: () => {
        openLines -= 1;
        for (const end of ends.splice(0)) {
          end();
        }
      },
      cut: () => c.env?.incoming?.socket.destroy(),
    });
    ends.push(
      followRevisions(ports, caller, comparisonId, after, {
        onRevision: (view) => stream.send("revision", toWireRevision(view), String(view.revision)),
        onEnd: () => stream.close(),
      }),
      watchKey(ports, keyText, () => stream.close()),
      drainState.onStart(() => stream.close()),
    );
    return c.body(stream.body, 200, EVENT_STREAM_HEADERS);
  });
}

function readLastEventId(header: string | undefined): number {
  return header !== undefined && REVISION_NUMBER.test(header) ? Number(header) : 0;
}

import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { UnavailableError } from "../../domain/errors.ts";
import { followWork } from "../../services/annotators/follow-work.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresSession } from "../access-rules.ts";
import type { DrainState } from "../drain-state.ts";
import { HeldRequests } from "../held-requests.ts";
import type { HttpEnv } from "../http-env.ts";
import { EVENT_STREAM_HEADERS, openEventStream } from "../open-event-stream.ts";
import { guardedProblems } from "../problem-responses.ts";

/** Some tabs may be open beside each other; a program that opens more has lost count. */
const LINES_PER_SESSION_MAX = 4;
/** An open line is what makes an annotator live. One whose network has gone silently is found out when the line ends and no other is opened. */
const LINE_MS = 120_000;
const RETRY_MS = 500;
/** A client that is that far behind does not read any more: an event is a few dozen bytes. */
const WAITING_BYTES_MAX = 16 * 1024;

const route = createRoute({
  method: "get",
  operationId: "followAnnotator",
  path: "/api/v1/annotators/events",
  tags: ["Voting"],
  summary: "Be there, and hear of work",
  description:
    "Server-sent events: `hello` at once, `work` when a question has come up that this annotator may answer while they hold none. An open line is what counts as being there. It ends now and then, for the client to open the next.",
  ...requiresSession(),
  responses: {
    200: { description: "The line.", content: { "text/event-stream": { schema: z.string() } } },
    ...guardedProblems("draining"),
  },
});

/** GET /api/v1/annotators/events */
export function mountAnnotatorEvents(app: OpenAPIHono<HttpEnv>, ports: ServicePorts, drainState: DrainState): void {
  const lines = new HeldRequests(LINES_PER_SESSION_MAX, "lines");
  app.openAPIRegistry.registerPath(route);
  app.get(route.getRoutingPath(), (c) => {
    const { session, annotator } = c.get("signedIn");
    if (drainState.isDraining) {
      throw new UnavailableError("draining", "The server is shutting down; open the line again in a moment.");
    }
    if (c.req.method === "HEAD") {
      return c.body(null, 200, EVENT_STREAM_HEADERS);
    }
    const ends: (() => void)[] = [lines.hold(session.tokenDigest)];
    const stream = openEventStream({
      timer: ports.timer,
      waitingBytesMax: WAITING_BYTES_MAX,
      retryMs: RETRY_MS,
      onEnd: () => {
        for (const end of ends.splice(0)) {
          end();
        }
      },
      cut: () => c.env?.incoming?.socket.destroy(),
    });
    stream.send("hello", {}, null);
    ends.push(
      followWork(ports, annotator, () => stream.send("work", {}, null)),
      drainState.onStart(() => stream.close()),
      ports.timer.set(LINE_MS, () => stream.close()),
    );
    return c.body(stream.body, 200, EVENT_STREAM_HEADERS);
  });
}

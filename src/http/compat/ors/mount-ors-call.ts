import { type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { FolkmootError } from "../../../domain/errors.ts";
import type { HttpEnv } from "../../http-env.ts";
import { EVENT_STREAM_HEADERS, openEventStream } from "../../open-event-stream.ts";
import { toToolCall } from "../../wire/tool-call.ts";
import { callOrsTool } from "./call-ors-tool.ts";
import type { OrsCall, OrsOutcome } from "./ors-calls.ts";
import type { OrsDoor } from "./ors-door.ts";
import { ORS_LIMITS } from "./ors-limits.ts";
import { mountOrsRoute, readOrsBody, readSessionId } from "./ors-route.ts";
import { CallSchema } from "./ors-wire.ts";
import { splitIntoChunks } from "./split-into-chunks.ts";

const UNKNOWN_TASK = "unknown task_id";
const INTERNAL = "Something went wrong inside the server. It is in the server's log.";

/** POST /{env}/call: one turn. */
export function mountOrsCall(app: OpenAPIHono<HttpEnv>, door: OrsDoor): void {
  mountOrsRoute(app, CONTRACT, (c) => {
    const session = door.sessions.get(c.get("caller"), readSessionId(c));
    const { name, input, task_id: taskId } = readOrsBody(c, CallSchema);
    const requestId = c.get("requestId");
    if (typeof taskId === "string") {
      return streamCall(c, door, door.calls.find(session.key, taskId));
    }
    const called = toToolCall({ name, input }, "");
    const play = () => callOrsTool(door.ports, session, called, requestId);
    return streamCall(
      c,
      door,
      door.calls.start(session.key, JSON.stringify(called), play, (fault) => tellFault(door, fault, requestId)),
    );
  });
}

const CONTRACT = {
  method: "post",
  path: "/{env}/call",
  summary: "Call a tool",
  description:
    'Events: `task_id`, then the result in `chunk` events of at most 4096 characters, the last one named `end`. `send_message` plays a turn, and so does each tool of the scenario. A call that the model got wrong is `{"ok":false,"error":…,"reason":…}` and costs no turn; an `error` event is the end of the session. With `task_id` the result of a call is given again, for 60 seconds.',
  request: CallSchema,
  answer: z.string(),
  isOfSession: true,
  problems: ["overloaded"],
} as const;

/** @param call null: it is not known. */
function streamCall(c: Context<HttpEnv>, { ports }: OrsDoor, call: OrsCall | null): Response {
  let isOpen = true;
  const stream = openEventStream({
    timer: ports.timer,
    waitingBytesMax: ORS_LIMITS.waitingBytesMax,
    retryMs: null,
    commentEveryMs: ORS_LIMITS.commentEveryMs,
    onEnd: () => {
      isOpen = false;
    },
    cut: () => c.env?.incoming?.socket.destroy(),
  });
  const end = (outcome: OrsOutcome) => {
    for (const [event, text] of toEvents(outcome)) {
      stream.sendText(event, text);
    }
    if (call !== null && isOpen) {
      call.isDelivered = true;
    }
    stream.close();
  };
  if (call === null) {
    end({ fatal: UNKNOWN_TASK });
  } else {
    stream.sendText("task_id", call.taskId);
    void call.outcome.then(end);
  }
  return c.body(stream.body, 200, EVENT_STREAM_HEADERS);
}

function toEvents(outcome: OrsOutcome): readonly (readonly [event: string, text: string])[] {
  if ("fatal" in outcome) {
    return [["error", outcome.fatal]];
  }
  const chunks = splitIntoChunks(outcome.json, ORS_LIMITS.chunkCharacters);
  return chunks.map((chunk, index) => [index === chunks.length - 1 ? "end" : "chunk", chunk]);
}

/** What a client is told of what stops its session: an event's text is one line. */
function tellFault({ ports }: OrsDoor, fault: unknown, requestId: string): string {
  if (fault instanceof FolkmootError) {
    return fault.message.replaceAll(/\s+/g, " ");
  }
  ports.reportFault(fault, requestId);
  return INTERNAL;
}

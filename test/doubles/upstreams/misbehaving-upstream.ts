import type { ServerResponse } from "node:http";
import { type RunningUpstream, replyWith, serveUpstream, type UpstreamRequest, type UpstreamShape } from "./start-upstream.ts";

/**
 * What may go wrong with a model's server: `ok` nothing; `slow` a right answer after `slowMs`; `drip` a right answer a byte at a time that never ends in time; `hang` no answer;
 * `reset` the connection is reset before an answer; `half_close` it says it is done before it answered; `cut` the connection ends in the middle of the answer (chunked);
 * `short` it promises more bytes than it sends; `long` it sends more than it promised; `garbage` no HTTP; `not_json`; `nan` Python's NaN in place of numbers; `null` null in their place;
 * `huge` 10 MB; `deep` JSON a hundred thousand deep; `overloaded` 429 with Retry-After; `unavailable` 503; `error` 500; `refused` 400; `redirect` 307 to a place it should not go;
 * `wrong_count` one answer too few; `text` a number that is a string; `empty` nothing at all with status 200; `hang_in_error` 500 whose body never ends.
 */
export const MISBEHAVIOURS = [
  "ok",
  "slow",
  "drip",
  "hang",
  "reset",
  "half_close",
  "cut",
  "short",
  "long",
  "garbage",
  "not_json",
  "nan",
  "null",
  "huge",
  "deep",
  "overloaded",
  "unavailable",
  "error",
  "refused",
  "redirect",
  "wrong_count",
  "text",
  "empty",
  "hang_in_error",
] as const;
export type Misbehaviour = (typeof MISBEHAVIOURS)[number];

/** How a server misbehaves. */
export interface MisbehaviourPlan {
  /** What it would say if all were well. */
  readonly shape: UpstreamShape;
  /** What happens to the n-th request, counted from 0. */
  readonly misbehave: (requestIndex: number, request: UpstreamRequest) => Misbehaviour;
  /** After how many milliseconds `slow` answers. */
  readonly slowMs?: number;
  /** What `overloaded` asks to wait. */
  readonly retryAfter?: string;
}

const HUGE_BYTES = 10_000_000;
const DEEP = 100_000;

/** Starts a server that answers in that shape, or not. */
export function startMisbehavingUpstream(plan: MisbehaviourPlan): Promise<RunningUpstream> {
  const { shape, misbehave, slowMs = 50, retryAfter = "7" } = plan;
  let requestIndex = 0;
  return serveUpstream((request, response) => {
    const reply = shape(request);
    const text = JSON.stringify(reply?.body ?? null);
    const ways: Record<Misbehaviour, () => void> = {
      ok: () => replyWith(response, reply),
      slow: () => later(response, slowMs, () => replyWith(response, reply)),
      drip: () => drip(response, text),
      hang: () => undefined,
      reset: () => response.socket?.resetAndDestroy(),
      half_close: () => response.socket?.end(),
      cut: () => response.writeHead(200).write(text.slice(0, text.length / 2), () => response.socket?.end()),
      short: () => raw(response, `HTTP/1.1 200 OK\r\nContent-Length: ${text.length + 100}\r\n\r\n${text}`),
      long: () => raw(response, `HTTP/1.1 200 OK\r\nContent-Length: ${text.length - 5}\r\n\r\n${text}`),
      garbage: () => raw(response, "\u0000\u0001 this is no HTTP \r\n\r\n"),
      not_json: () => response.end("<html>Bad gateway</html>"),
      nan: () => response.end(text.replaceAll(/-?\d+\.\d+(?:e-?\d+)?/g, "NaN")),
      null: () => response.end(text.replaceAll(/-?\d+\.\d+(?:e-?\d+)?/g, "null")),
      huge: () => response.end(Buffer.alloc(HUGE_BYTES, `{"data": ["`)),
      deep: () => response.end("[".repeat(DEEP) + "]".repeat(DEEP)),
      overloaded: () => response.writeHead(429, { "Retry-After": retryAfter }).end(),
      unavailable: () => response.writeHead(503).end(),
      error: () => response.writeHead(500).end(`Traceback (most recent call last): ${quote(request)}`),
      refused: () => response.writeHead(400).end(JSON.stringify({ error: { message: `Not understood: ${quote(request)}` } })),
      redirect: () => response.writeHead(307, { Location: "/redirected" }).end(),
      wrong_count: () => response.end(JSON.stringify(withoutLast(reply?.body))),
      text: () => response.end(text.replaceAll(/-?\d+\.\d+(?:e-?\d+)?/g, '"$&"')),
      empty: () => response.end(),
      hang_in_error: () => response.writeHead(500).write("and"),
    };
    ways[misbehave(requestIndex++, request)]();
  });
}

function later(response: ServerResponse, ms: number, then: () => void): void {
  const timer = setTimeout(then, ms);
  response.once("close", () => clearTimeout(timer));
}

/** A byte every 20 ms. */
function drip(response: ServerResponse, text: string): void {
  let sent = 0;
  response.writeHead(200, { "Content-Length": text.length });
  const timer = setInterval(() => {
    response.write(text.slice(sent, sent + 1));
    sent += 1;
  }, 20);
  response.once("close", () => clearInterval(timer));
}

function raw(response: ServerResponse, text: string): void {
  response.socket?.end(text);
}

/** The answer with the last entry of its longest list taken away. */
/** As servers do that show what they were sent. */
function quote({ headers, body }: UpstreamRequest): string {
  return `${headers.authorization} ${JSON.stringify(body)}`;
}

function withoutLast(body: unknown): unknown {
  if (Array.isArray(body)) {
    return body.slice(0, -1);
  }
  if (typeof body !== "object" || body === null) {
    return body;
  }
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, -1) : value]),
  );
}

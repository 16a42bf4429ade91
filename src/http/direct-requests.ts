import type { IncomingMessage, ServerResponse } from "node:http";
import { hidePathKey } from "./compat/path-key.ts";
import { decodeJsonBody, parseJsonBody } from "./decode-json-body.ts";
import type { HttpLimits } from "./http-options.ts";
import { type RequestObserver, recordAnswer } from "./middleware/observe-requests.ts";
import { type RateLimiter, type RateStanding, toRateHeaders } from "./middleware/rate-limiter.ts";
import { bodyEmpty, bodyEnded, isAsItIs, isJsonType } from "./middleware/read-body-bytes.ts";
import { chooseRequestId } from "./middleware/request-id.ts";
import { toProblem } from "./problem.ts";

/** Answers a request on Node's own objects, or calls `passOn` before it has read anything of the body. */
export type DirectHandler = (incoming: IncomingMessage, outgoing: ServerResponse, passOn: () => void) => void;

/** A POST of JSON that comes so often that it goes past the framework. */
export interface DirectRoute {
  /** As documented. */
  readonly path: string;
  /** The largest body that goes this way; left out: whatever may be sent at all. */
  readonly bodyBytesMax?: number;
  /** What the address of such a request names, empty where it names nothing; null: it is no such request. */
  match(url: string): string | null;
  /** Lets the request in; null where the app has to refuse it, and says why. */
  admit(incoming: IncomingMessage): Promise<DirectCaller | null>;
}

/** Somebody who was let in. */
export type DirectCaller = JsonCaller | BytesCaller;

interface KnownCaller {
  /** Under whom the request is counted. */
  readonly counted: string;
  /** For the log; undefined: it was no key. */
  readonly keyId: string | undefined;
}

interface JsonCaller extends KnownCaller {
  /** Rejects as the service does; what it rejects with becomes the problem document. @param named what the address names. */
  answer(named: string, requestId: string, body: unknown): Promise<DirectAnswer>;
}

interface BytesCaller extends KnownCaller {
  /** Reads the body itself; else as above. */
  answerBytes(requestId: string, bytes: Uint8Array, named: string): Promise<DirectAnswer>;
}

export interface DirectAnswer {
  /** JSON. */
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface DirectOptions {
  readonly observer: RequestObserver;
  readonly limiter: RateLimiter;
  readonly limits: HttpLimits;
}

/** A request that will be answered: whose it is, under which name, and how its caller stands. */
interface Admitted {
  readonly caller: DirectCaller;
  readonly named: string;
  readonly requestId: string;
  readonly standing: RateStanding;
}

const PLAIN_HOST = /^[A-Za-z0-9.-]+(?::[0-9]{1,5})?$/;

/**
 * The short way for the requests that are sent most: plain ones are answered without the framework, whose layers are half of what HTTP costs beyond a bare
 * server (measured: docs/benchmarks.md). Only what is beyond doubt goes this way; everything unusual, and every request that will be refused before its body is
 * read, is passed on to the app, so that there is one place that refuses. The answers are the same, byte for byte.
 */
export function createDirectHandler(routes: readonly DirectRoute[], options: DirectOptions): DirectHandler {
  return (incoming, outgoing, passOn) => {
    const found = findRoute(routes, incoming, options.limits);
    if (found === null) {
      passOn();
      return;
    }
    const { route, named } = found;
    const startedMs = options.observer.stopwatch();
    const run = async (): Promise<void> => {
      const admitted = await admit(route, named, options, incoming);
      if (admitted === null) {
        passOn();
        return;
      }
      const status = await answer(route, options, admitted, incoming, outgoing);
      const { requestId, caller } = admitted;
      recordAnswer(options.observer, { method: "POST", route: route.path, status, startedMs, requestId, keyId: caller.keyId });
    };
    run().catch((error: unknown) => {
      // Problems have been answered: what fails here is the answering itself.
      options.observer.logger.error({ route: route.path, err: error }, "request failed");
      outgoing.destroy();
    });
  };
}

function findRoute(
  routes: readonly DirectRoute[],
  incoming: IncomingMessage,
  limits: HttpLimits,
): { readonly route: DirectRoute; readonly named: string } | null {
  if (incoming.method !== "POST") {
    return null;
  }
  for (const route of routes) {
    const named = route.match(incoming.url ?? "");
    if (named !== null) {
      return isPlain(incoming, Math.min(limits.bodyBytesMax, route.bodyBytesMax ?? limits.bodyBytesMax))
        ? { route, named }
        : null;
    }
  }
  return null;
}

function isPlain({ headers, rawHeaders }: IncomingMessage, bodyBytesMax: number): boolean {
  const length = headers["content-length"];
  return (
    length !== undefined &&
    Number(length) <= bodyBytesMax &&
    headers["idempotency-key"] === undefined &&
    isJsonType(headers["content-type"]) &&
    isAsItIs(headers["content-encoding"]) &&
    PLAIN_HOST.test(headers.host ?? "") &&
    // A header that comes twice is read as one or as both: not here.
    2 * Object.keys(headers).length === rawHeaders.length
  );
}

/** Counts the request; null where the app has to refuse it, uncounted. */
async function admit(
  route: DirectRoute,
  named: string,
  { limiter, observer }: DirectOptions,
  incoming: IncomingMessage,
): Promise<Admitted | null> {
  const caller = await route.admit(incoming);
  if (caller === null) {
    return null;
  }
  const standing = limiter.take(caller.counted);
  if (!standing.isAllowed) {
    return null;
  }
  const given = incoming.headers["x-request-id"];
  const requestId = chooseRequestId(typeof given === "string" ? given : undefined, observer.random);
  return { caller, named, requestId, standing };
}

/** Sends the answer or the problem document; resolves with its status. */
async function answer(
  route: DirectRoute,
  { observer, limits }: DirectOptions,
  admitted: Admitted,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<number> {
  const { caller, named, requestId } = admitted;
  try {
    const bytes = await readWhole(incoming);
    if (bytes.byteLength === 0) {
      throw bodyEmpty();
    }
    const answered =
      "answerBytes" in caller
        ? await caller.answerBytes(requestId, bytes, named)
        : await caller.answer(named, requestId, parseJsonBody(decodeJsonBody(bytes, limits.jsonDepthMax)));
    return send(outgoing, admitted, 200, [answered.headers, JSON_TYPE], answered.text);
  } catch (error) {
    const problem = toProblem(observer.logger, error, { requestId, route: route.path, path: toInstance(incoming.url ?? "") });
    return send(outgoing, admitted, problem.status, [problem.headers], problem.body);
  }
}

/** The path as a problem document names it. */
function toInstance(url: string): string {
  const [path = ""] = url.split("?", 1);
  return hidePathKey(path);
}

const JSON_TYPE = { "Content-Type": "application/json" };

function send(
  outgoing: ServerResponse,
  { requestId, standing }: Admitted,
  status: number,
  headers: readonly Readonly<Record<string, string>>[],
  body: string,
): number {
  // A flat list as Node writes it: objects spread into each other would have V8 make up a new shape for every answer (6 % of one).
  const lines = ["X-Request-ID", requestId];
  for (const part of [toRateHeaders(standing), ...headers]) {
    for (const name in part) {
      lines.push(name, part[name] ?? "");
    }
  }
  lines.push("Content-Length", String(Buffer.byteLength(body)));
  outgoing.writeHead(status, lines);
  outgoing.end(body);
  return status;
}

/** Node's parser enforces the declared length. Rejects with InvalidRequestError where the caller hangs up before. */
function readWhole(incoming: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => void chunks.push(chunk));
    incoming.once("end", () => {
      const [first] = chunks;
      resolve(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks));
    });
    incoming.once("error", (error) => reject(bodyEnded(error)));
    incoming.once("close", () => {
      // Every request closes in the end; only one that is not complete has failed.
      if (!incoming.complete) {
        reject(bodyEnded(null));
      }
    });
  });
}

/** A header's value where it came as one text. */
export function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}

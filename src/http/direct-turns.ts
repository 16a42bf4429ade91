import type { IncomingMessage, ServerResponse } from "node:http";
import { type AuthenticatedKey, authenticateKey } from "../services/keys/authenticate-key.ts";
import type { ServicePorts } from "../services/service-ports.ts";
import { hasScope } from "./access-rules.ts";
import { decodeJsonBody, parseJsonBody } from "./decode-json-body.ts";
import type { HttpLimits } from "./http-options.ts";
import { type RequestObserver, recordAnswer } from "./middleware/observe-requests.ts";
import { type RateLimiter, toRateHeaders } from "./middleware/rate-limiter.ts";
import { bodyEmpty, bodyEnded, isJsonType } from "./middleware/read-body-bytes.ts";
import { readKeyText } from "./middleware/read-key-text.ts";
import { chooseRequestId } from "./middleware/request-id.ts";
import { toProblem } from "./problem.ts";
import type { TurnRoute } from "./routes/play-turn.ts";

/** Answers a request on Node's own objects, or calls `passOn` before it has read anything of the body. */
export type DirectHandler = (incoming: IncomingMessage, outgoing: ServerResponse, passOn: () => void) => void;

interface DirectOptions {
  readonly observer: RequestObserver;
  readonly limiter: RateLimiter;
  readonly limits: HttpLimits;
}

/** A turn that can be answered: whose it is and under which headers. */
interface AdmittedTurn {
  readonly episodeId: string;
  readonly requestId: string;
  readonly key: AuthenticatedKey;
  readonly headers: Readonly<Record<string, string>>;
}

const TURN_PATH = /^\/api\/v1\/episodes\/([A-Za-z0-9_-]{1,128})\/turns$/;
const PLAIN_HOST = /^[A-Za-z0-9.-]+(?::[0-9]{1,5})?$/;

/**
 * The short way for the request that trainers send most: plain turns are answered without the framework, whose layers are half of what HTTP costs a turn beyond
 * a bare server (measured: docs/benchmarks.md). Only what is beyond doubt goes this way; everything unusual, and every request that will be refused before its
 * body is read, is passed on to the app, so that there is one place that refuses. The answers are the same, byte for byte.
 */
export function createDirectTurns(ports: ServicePorts, route: TurnRoute, options: DirectOptions): DirectHandler {
  return (incoming, outgoing, passOn) => {
    const episodeId = readPlainTurn(incoming, options.limits);
    if (episodeId === null) {
      passOn();
      return;
    }
    const startedMs = options.observer.stopwatch();
    const run = async (): Promise<void> => {
      const turn = await admit(ports, route, options, incoming, episodeId);
      if (turn === null) {
        passOn();
        return;
      }
      const status = await answerTurn(route, options, turn, incoming, outgoing);
      const { requestId, key } = turn;
      recordAnswer(options.observer, { method: "POST", route: route.path, status, startedMs, requestId, keyId: key.keyId });
    };
    run().catch((error: unknown) => {
      // Problems have been answered: what fails here is the answering itself.
      options.observer.logger.error({ route: route.path, err: error }, "request failed");
      outgoing.destroy();
    });
  };
}

/** The episode's id where the request is a plain turn, else null. */
function readPlainTurn(incoming: IncomingMessage, { bodyBytesMax }: HttpLimits): string | null {
  const episodeId = incoming.method === "POST" ? TURN_PATH.exec(incoming.url ?? "")?.[1] : undefined;
  if (episodeId === undefined) {
    return null;
  }
  const { headers, rawHeaders } = incoming;
  const length = headers["content-length"];
  const isPlain =
    length !== undefined &&
    Number(length) <= bodyBytesMax &&
    headers["idempotency-key"] === undefined &&
    isJsonType(headers["content-type"]) &&
    PLAIN_HOST.test(headers.host ?? "") &&
    // A header that comes twice is read as one or as both: not here.
    2 * Object.keys(headers).length === rawHeaders.length;
  return isPlain ? episodeId : null;
}

/** Counts the request; null where the app has to refuse it, uncounted. */
async function admit(
  ports: ServicePorts,
  route: TurnRoute,
  { limiter, observer }: DirectOptions,
  incoming: IncomingMessage,
  episodeId: string,
): Promise<AdmittedTurn | null> {
  const key = await authenticate(ports, incoming);
  if (key === null || !hasScope(key.scopes, route.scope)) {
    return null;
  }
  const standing = limiter.take(key.keyId);
  if (!standing.isAllowed) {
    return null;
  }
  const given = incoming.headers["x-request-id"];
  const requestId = chooseRequestId(typeof given === "string" ? given : undefined, observer.random);
  return { episodeId, requestId, key, headers: { "X-Request-ID": requestId, ...toRateHeaders(standing) } };
}

/** Null where there is no key or none that is good: the app asks again, and says why it refuses. */
async function authenticate(ports: ServicePorts, { headers }: IncomingMessage): Promise<AuthenticatedKey | null> {
  try {
    const keyText = readKeyText((name) => {
      const value = headers[name];
      return typeof value === "string" ? value : undefined;
    });
    return keyText === null ? null : await authenticateKey(ports, keyText);
  } catch {
    return null;
  }
}

/** Sends the answer or the problem document; resolves with its status. */
async function answerTurn(
  route: TurnRoute,
  { observer, limits }: DirectOptions,
  { episodeId, requestId, key, headers }: AdmittedTurn,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<number> {
  try {
    const bytes = await readWhole(incoming);
    if (bytes.byteLength === 0) {
      throw bodyEmpty();
    }
    const body = parseJsonBody(decodeJsonBody(bytes, limits.jsonDepthMax));
    const caller = { tenantId: key.tenantId, scopes: key.scopes, requestId };
    const { body: answer, replayed } = await route.answer(caller, episodeId, body);
    const replayHeaders = replayed ? { "Idempotent-Replayed": "true" } : {};
    return send(outgoing, 200, { ...headers, ...replayHeaders, "Content-Type": "application/json" }, JSON.stringify(answer));
  } catch (error) {
    const problem = toProblem(observer.logger, error, { requestId, route: route.path, path: incoming.url ?? "" });
    return send(outgoing, problem.status, { ...headers, ...problem.headers }, problem.body);
  }
}

function send(outgoing: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body: string): number {
  outgoing.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) });
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

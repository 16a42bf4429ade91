import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { RequestError } from "@hono/node-server";
import type { Random } from "../ports/random.ts";
import { chooseRequestId } from "./middleware/request-id.ts";
import { type ProblemAnswer, unreadProblem } from "./problem.ts";

/** What Node says of it (`HPE_…` of its parser, or that the time is over). */
type Unread = Error & { readonly code?: string };

export interface UnreadOptions {
  readonly random: Random;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly headerBytesMax: number;
}

/**
 * Refuses what came over a connection and never became a request, and ends the connection. Node's own answers to it are empty: nobody would know what was wrong,
 * nor a name to ask for it.
 * @param latest answer on that connection: while one is under way, nothing can be said between its bytes.
 */
export function refuseUnread(error: Unread, socket: Duplex, latest: ServerResponse | undefined, options: UnreadOptions): void {
  const isUnderWay = latest?.headersSent === true && !latest.writableFinished;
  if (!socket.writable || isUnderWay) {
    socket.destroy();
    return;
  }
  socket.write(writeAnswer(describe(error, options)), () => void socket.destroy());
}

/** The answer to a request whose address or Host header nothing can be made of: the adapter's own is empty, too. Anything else that is thrown there is a fault of ours. */
export function refuseUnaddressed(error: unknown, random: Random): Response {
  if (!(error instanceof RequestError)) {
    return new Response(null, { status: 500 });
  }
  const detail = `The address or the Host header of the request cannot be read (${error.message}).`;
  const { status, headers, body } = unreadProblem("invalid_request", detail, chooseRequestId(undefined, random));
  return new Response(body, { status, headers });
}

function describe(error: Unread, { random, headersTimeoutMs, requestTimeoutMs, headerBytesMax }: UnreadOptions): ProblemAnswer {
  const requestId = chooseRequestId(undefined, random);
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") {
    const limits = `its headers within ${headersTimeoutMs / 1000} s and its whole within ${requestTimeoutMs / 1000} s`;
    return unreadProblem("request_timeout", `The request did not arrive in time: ${limits}.`, requestId);
  }
  const detail =
    error.code === "HPE_HEADER_OVERFLOW"
      ? `The headers have more than ${headerBytesMax} bytes.`
      : `This is no HTTP request that can be read (${error.code ?? error.message}).`;
  return unreadProblem("invalid_request", detail, requestId);
}

function writeAnswer({ status, headers, body }: ProblemAnswer): string {
  const lines = Object.entries({ ...headers, "Content-Length": Buffer.byteLength(body), Connection: "close" });
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines.map(([name, value]) => `${name}: ${value}`), "", body].join(
    "\r\n",
  );
}

import { type Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { DENIED_MESSAGE } from "./guard-lookup.ts";
import { UpstreamError } from "./upstream-error.ts";

/** What is read of an error's body, so that its connection can be kept, and for how long: nobody waits for it. */
const REFUSAL_BYTES_MAX = 16 * 1024;
const REFUSAL_MS_MAX = 2_000;
/** What is kept of it for whoever looks after that server, and how long an answer waits for it: it comes with the status, or hardly at all. */
const WORDS_BYTES_MAX = 4 * 1024;
const WORDS_MS_MAX = 100;

/** One request, ready to be sent. */
export interface OutboundRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON in UTF-8; null: none. */
  readonly body: Uint8Array | null;
}

/** By what an exchange is done. */
export interface ExchangeTerms {
  /** Holds the connections; false: one for this exchange alone. */
  readonly agent: Agent | false;
  readonly lookup: LookupFunction;
  readonly isDenied: (address: string) => boolean;
  /** Of the answer's body. */
  readonly answerBytesMax: number;
}

/** An answer, whole. */
export interface OutboundAnswer {
  readonly status: number;
  /** `Retry-After` as it came. */
  readonly retryAfter: string | undefined;
  /** Where the status is no success its beginning alone, or nothing where that is slow to come. */
  readonly body: Uint8Array;
}

/** A kept connection that broke before it answered: the server had let go of it. Not known outside this folder. */
export class StaleConnectionError extends Error {}

/**
 * Sends a request and reads its answer. Follows no redirect, uses no proxy, and sends nothing over a connection, new or kept, whose other end is denied. Stops all it has begun
 * when the signal aborts. Rejects with UpstreamError (`timeout`, `denied`, `unreachable`, `bad_answer`), or StaleConnectionError.
 */
export function exchange(outbound: OutboundRequest, terms: ExchangeTerms, signal: AbortSignal): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(stopped());
      return;
    }
    const { method, url, headers, body } = outbound;
    const open = url.protocol === "https:" ? httpsRequest : httpRequest;
    const request = open(url, { method, headers, agent: terms.agent, lookup: terms.lookup });
    const end = () => signal.removeEventListener("abort", stop);
    const fail = (error: Error) => {
      end();
      request.destroy();
      reject(error);
    };
    const stop = () => fail(stopped());
    request.once("socket", (socket) => {
      const check = () => {
        if (socket.remoteAddress !== undefined && terms.isDenied(socket.remoteAddress)) {
          socket.destroy();
          fail(new UpstreamError("denied", DENIED_MESSAGE));
        }
      };
      // Before the listener that begins to send, or to speak TLS.
      if (socket.connecting) {
        socket.prependOnceListener("connect", check);
      } else {
        check();
      }
    });
    request.on("error", (error) => fail(failureOf(error, request)));
    request.once("response", (response) => {
      const status = response.statusCode ?? 0;
      const { "retry-after": retryAfter } = response.headers;
      if (status < 200 || status > 299) {
        end();
        readBeginning(response, (beginning) => resolve({ status, retryAfter, body: beginning }));
        return;
      }
      readBody(response, terms.answerBytesMax, status).then((bytes) => {
        end();
        resolve({ status, retryAfter, body: bytes });
      }, fail);
    });
    signal.addEventListener("abort", stop, { once: true });
    request.end(body ?? undefined);
  });
}

/** Reads a body to its end. Rejects where it is larger than allowed, or breaks off. */
function readBody(response: IncomingMessage, bytesMax: number, status: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let byteCount = 0;
    response.on("data", (chunk: Buffer) => {
      byteCount += chunk.length;
      if (byteCount > bytesMax) {
        chunks.length = 0;
        reject(new UpstreamError("bad_answer", `Answered ${status} with more than ${bytesMax} bytes.`, status));
        return;
      }
      chunks.push(chunk);
    });
    response.once("end", () => resolve(Buffer.concat(chunks)));
    response.on("error", (error) => reject(isGarbage(error) ? garbage() : brokenOff(status)));
    response.once("close", () => reject(brokenOff(status)));
  });
}

/** Hands on the beginning of an error's body, once; the rest runs out, within bounds, behind the answer. */
function readBeginning(response: IncomingMessage, done: (beginning: Uint8Array) => void): void {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  const late = setTimeout(() => response.destroy(), REFUSAL_MS_MAX).unref();
  const tell = () => {
    clearTimeout(enough);
    done(Buffer.concat(chunks).subarray(0, WORDS_BYTES_MAX));
  };
  const enough = setTimeout(tell, WORDS_MS_MAX);
  response.on("data", (chunk: Buffer) => {
    if (byteCount < WORDS_BYTES_MAX) {
      chunks.push(chunk);
    }
    byteCount += chunk.length;
    if (byteCount >= WORDS_BYTES_MAX) {
      tell();
    }
    if (byteCount > REFUSAL_BYTES_MAX) {
      response.destroy();
    }
  });
  response.on("error", () => undefined);
  response.once("end", tell);
  response.once("close", () => {
    clearTimeout(late);
    tell();
  });
}

function failureOf(error: NodeJS.ErrnoException, request: ClientRequest): Error {
  if (error instanceof UpstreamError) {
    return error;
  }
  if (isGarbage(error)) {
    return garbage();
  }
  const code = error.code ?? "no code";
  const isStale = request.reusedSocket && (code === "ECONNRESET" || code === "EPIPE");
  return isStale ? new StaleConnectionError() : new UpstreamError("unreachable", `Could not be reached, or hung up (${code}).`);
}

function isGarbage(error: NodeJS.ErrnoException): boolean {
  return error.code?.startsWith("HPE_") ?? false;
}

function stopped(): UpstreamError {
  return new UpstreamError("timeout", "Was stopped before it had answered.");
}

function garbage(): UpstreamError {
  return new UpstreamError("bad_answer", "Answered with something that is no HTTP.");
}

function brokenOff(status: number): UpstreamError {
  return new UpstreamError("unreachable", `Answered ${status} and broke off in the middle of it.`, status);
}

import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";

export interface PostTerms {
  /** From the call to the end of the answer. */
  readonly timeoutMs: number;
  /** Of the answer's body; what comes after is not waited for. */
  readonly answerBytesMax: number;
  /** Addresses to which nothing is sent. */
  readonly isDenied: (address: string) => boolean;
}

export interface PostAnswer {
  readonly status: number;
  /** The header as it came; null: there was none. */
  readonly retryAfter: string | null;
}

/**
 * One POST over a connection of its own. Follows no redirect, uses no proxy, and sends nothing to an address that is denied, whatever the name resolves to.
 * Rejects where there is no answer in time or the signal aborts.
 */
export function postText(
  url: URL,
  headers: Readonly<Record<string, string>>,
  text: string,
  { timeoutMs, answerBytesMax, isDenied }: PostTerms,
  signal: AbortSignal,
): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const open = url.protocol === "https:" ? httpsRequest : httpRequest;
    const body = Buffer.from(text);
    const request = open(url, { method: "POST", agent: false, headers: { ...headers, "Content-Length": body.length } });
    let answer: IncomingMessage | null = null;
    // Once it has begun to answer, its status stands: only what follows is cut off.
    const breakOff = (reason: string) => (answer ?? request).destroy(new Error(reason));
    const giveUp = () => breakOff("Given up: the server stops.");
    const late = setTimeout(() => breakOff(`No answer within ${timeoutMs} ms.`), timeoutMs);
    const end = () => {
      clearTimeout(late);
      signal.removeEventListener("abort", giveUp);
    };
    signal.addEventListener("abort", giveUp, { once: true });
    request.once("socket", (socket) => {
      // Before the listener that begins to send, or to speak TLS.
      socket.prependOnceListener("connect", () => {
        if (socket.remoteAddress !== undefined && isDenied(socket.remoteAddress)) {
          breakOff(`The name resolves to ${socket.remoteAddress}, to which nothing is sent.`);
        }
      });
    });
    request.on("error", (error) => {
      if (answer === null) {
        end();
        reject(error);
      }
    });
    request.once("response", (response) => {
      answer = response;
      drain(response, answerBytesMax, () => {
        end();
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] ?? null });
      });
    });
    if (signal.aborted) {
      giveUp();
    }
    request.end(body);
  });
}

/** Reads an answer to its end or its bound, to be polite to who sends it. An answer that breaks off has said its status all the same. */
function drain(response: IncomingMessage, bytesMax: number, done: () => void): void {
  let byteCount = 0;
  response.on("data", (chunk: Buffer) => {
    byteCount += chunk.length;
    if (byteCount > bytesMax) {
      response.destroy();
    }
  });
  response.on("error", () => undefined);
  response.once("close", done);
}

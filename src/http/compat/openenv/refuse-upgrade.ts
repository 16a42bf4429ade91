import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ProblemAnswer } from "../../problem.ts";

/** Refuses to change protocols: the problem document as a plain answer, and the end of the connection. */
export function refuseUpgrade(socket: Duplex, { status, headers, body }: ProblemAnswer, requestId: string): void {
  const lines = Object.entries({
    ...headers,
    "X-Request-ID": requestId,
    "Content-Length": String(Buffer.byteLength(body)),
    Connection: "close",
  }).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}

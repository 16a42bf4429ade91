import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

/** What asks for another protocol; `Connection` names the first two. */
const ASKING = new Set(["upgrade", "http2-settings"]);

/**
 * Answers a request whose upgrade nobody takes as if it had asked for none: Node leaves such a request to whoever listens for upgrades, and clients that offer HTTP/2 (`Upgrade: h2c`)
 * with every request would never be answered. Its head is written again without the offer, and the connection begins anew with it.
 */
export function passOnUpgrade(server: Server, incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = incoming;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    const value = rawHeaders[index + 1] ?? "";
    const kept = name.toLowerCase() === "connection" ? withoutOffer(value) : value;
    if (!ASKING.has(name.toLowerCase()) && (kept !== "" || value === "")) {
      lines.push(`${name}: ${kept}`);
    }
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
}

function withoutOffer(connection: string): string {
  return connection
    .split(",")
    .map((token) => token.trim())
    .filter((token) => !ASKING.has(token.toLowerCase()))
    .join(", ");
}

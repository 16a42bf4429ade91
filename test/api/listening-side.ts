// A world behind a real server, for tests that compare the short way past the framework with the framework itself.
import { once } from "node:events";
import { connect } from "node:net";
import { systemRandom } from "../../src/composition/system-ports.ts";
import { DrainState } from "../../src/http/drain-state.ts";
import { DEFAULT_HTTP_SERVER_TIMEOUTS, type HttpServer, openHttpServer } from "../../src/http/serve-app.ts";
import type { TestWorld } from "./create-test-world.ts";

/** How these tests listen, but for the state of draining. */
export const LISTENING = {
  ...DEFAULT_HTTP_SERVER_TIMEOUTS,
  host: "127.0.0.1",
  port: 0,
  connectionsMax: 100,
  idleConnectionsMax: 100,
  arrivals: { connected: () => undefined },
  random: systemRandom,
};

/** One of two worlds that are asked the same. */
export interface ListeningSide {
  readonly world: TestWorld;
  readonly server: HttpServer;
}

/** @param onPassedOn told of every request that the short way passes on to the app; null leaves the short way out. */
export async function openListeningSide(world: TestWorld, onPassedOn: (() => void) | null): Promise<ListeningSide> {
  const { fetch, handleDirectly } = world.app;
  const counted: typeof handleDirectly = (incoming, outgoing, passOn) =>
    handleDirectly(incoming, outgoing, () => {
      onPassedOn?.();
      passOn();
    });
  const app = onPassedOn === null ? { fetch } : { fetch, handleDirectly: counted };
  return { world, server: await openHttpServer(app, { ...LISTENING, drainState: new DrainState() }) };
}

export async function closeListeningSide({ world, server }: ListeningSide): Promise<void> {
  await server.drain(1000, 0);
  await world.close();
}

/** The bytes of a POST on a connection of its own. */
export function writePost(path: string, headers: readonly string[], body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  const lines = [
    `POST ${path} HTTP/1.1`,
    "Host: localhost:80",
    "Connection: close",
    `Content-Length: ${bytes.length}`,
    ...headers,
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), bytes]);
}

/** Sends the bytes as they are and gives the answer without its date, its headers in order. */
export async function exchangeBytes({ server }: ListeningSide, request: string | Buffer): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => void chunks.push(chunk));
  socket.write(request);
  await once(socket, "close");
  const [head = "", body = ""] = Buffer.concat(chunks).toString("utf8").split("\r\n\r\n");
  const [status = "", ...headers] = head.split("\r\n");
  const kept = headers.map((header) => header.replace(/^[^:]+/, (name) => name.toLowerCase()));
  return [status, ...kept.filter((header) => !header.startsWith("date:")).sort(), "", body].join("\n");
}

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A request as a fake server received it. */
export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** What its JSON says; undefined: it had no body. */
  readonly body: unknown;
}

/** A status and the JSON that goes with it. */
export interface UpstreamReply {
  readonly status: number;
  readonly body: unknown;
}

/** What a fake server's own code says to a request; null: it knows no such path. */
export type UpstreamShape = (request: UpstreamRequest) => UpstreamReply | null;

/** A real HTTP server on loopback that was started for a test. */
export interface RunningUpstream {
  readonly url: URL;
  /** What it received, in the order in which it came. */
  readonly requests: readonly UpstreamRequest[];
  /** Connections that were made to it. */
  connectionCount(): number;
  /** Connections that are open. */
  openCount(): number;
  /** Stops it and breaks off what is under way. */
  close(): Promise<void>;
}

/** Starts a server of that shape: JSON in, JSON out, 404 for what it does not know. */
export function startUpstream(shape: UpstreamShape): Promise<RunningUpstream> {
  return serveUpstream((request, response) => replyWith(response, shape(request)));
}

/** Starts a server whose answers may be anything at all. */
export async function serveUpstream(
  respond: (request: UpstreamRequest, response: ServerResponse) => void,
): Promise<RunningUpstream> {
  const requests: UpstreamRequest[] = [];
  const sockets = new Set<Socket>();
  let connectionCount = 0;
  const server = createServer((incoming, response) => {
    readRequest(incoming).then(
      (request) => {
        requests.push(request);
        respond(request, response);
      },
      () => response.destroy(),
    );
  });
  server.on("connection", (socket) => {
    connectionCount += 1;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  });
  const url = await listen(server);
  return {
    url,
    requests,
    connectionCount: () => connectionCount,
    openCount: () => sockets.size,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
      await closed;
    },
  };
}

/** Sends a reply as JSON; 404 where there is none. */
export function replyWith(response: ServerResponse, reply: UpstreamReply | null): void {
  const { status, body } = reply ?? { status: 404, body: { detail: "Not Found" } };
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

async function listen(server: Server): Promise<URL> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

async function readRequest(incoming: IncomingMessage): Promise<UpstreamRequest> {
  let text = "";
  for await (const chunk of incoming.setEncoding("utf8")) {
    text += chunk;
  }
  const { method = "", url = "", headers } = incoming;
  return { method, path: url, headers, body: text === "" ? undefined : JSON.parse(text) };
}

import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  type Server,
  ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import type { Random } from "../ports/random.ts";
import type { Arrivals } from "./arrival-times.ts";
import type { DirectHandler } from "./direct-requests.ts";
import type { DrainState } from "./drain-state.ts";
import { passOnUpgrade } from "./pass-on-upgrade.ts";
import { refuseUnaddressed, refuseUnread } from "./refuse-unread.ts";
import type { UpgradeHandler } from "./upgrade-handler.ts";

/** Where and how to listen. */
export interface HttpServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly drainState: DrainState;
  readonly arrivals: Pick<Arrivals, "connected">;
  readonly random: Random;
  /** Reinforcement-learning steps last minutes; a client that reuses its connection after one must not find it closed. */
  readonly keepAliveTimeoutMs: number;
  readonly headersTimeoutMs: number;
  /** For receiving a request; an answer may take longer. */
  readonly requestTimeoutMs: number;
  readonly connectionsCheckingIntervalMs: number;
  readonly headerBytesMax: number;
  /** Connections beyond this are refused. */
  readonly connectionsMax: number;
  /** While more connections than this are open, answers close theirs instead of keeping it alive. */
  readonly idleConnectionsMax: number;
}

/** Measured against slow and idle clients; the composition gives the rest. */
export const DEFAULT_HTTP_SERVER_TIMEOUTS = {
  keepAliveTimeoutMs: 620_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  connectionsCheckingIntervalMs: 1_000,
  headerBytesMax: 16 * 1024,
} as const;

/** A listening server. */
export interface HttpServer {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly port: number;
  /**
   * Ends the server: `/readyz` says no at once, accepting stops after `announceMs`, by which load balancers have noticed, requests under way finish within `graceMs` more,
   * idle connections are closed. Resolves when every connection is gone, with how many had to be cut; a second call waits for the first.
   */
  drain(graceMs: number, announceMs: number): Promise<number>;
}

const IDLE_SWEEP_MS = 25;
/**
 * Connections that may wait to be accepted; the system may allow fewer. Node's 511 are gone at once where a trainer opens thousands while the loop, which accepts one a round, is busy: the others are then tried
 * again after a second. Of 3,000 at once before a loop with .5 ms of work a request the last was answered after 3.5 s instead of 4.9.
 */
const CONNECTIONS_WAITING_MAX = 4096;

interface FetchApp {
  fetch(request: Request, bindings: unknown): Response | Promise<Response>;
  /** Sees every request first; passes on what is not for it. */
  readonly handleDirectly?: DirectHandler;
  /** Takes connections over that change to another protocol. */
  readonly upgrades?: UpgradeHandler;
}

/** Listens. Rejects where the address cannot be had. */
export async function openHttpServer(app: FetchApp, options: HttpServerOptions): Promise<HttpServer> {
  const listener = getRequestListener((request, bindings) => app.fetch(request, bindings), {
    hostname: options.host,
    errorHandler: (error) => refuseUnaddressed(error, options.random),
  });
  const sockets = new Set<Socket>();
  const isClosing = () => options.drainState.isDraining || sockets.size > options.idleConnectionsMax;
  const server = createServer({
    ServerResponse: closingResponse(isClosing),
    keepAliveTimeout: options.keepAliveTimeoutMs,
    headersTimeout: options.headersTimeoutMs,
    requestTimeout: options.requestTimeoutMs,
    connectionsCheckingInterval: options.connectionsCheckingIntervalMs,
    maxHeaderSize: options.headerBytesMax,
  });
  server.maxConnections = options.connectionsMax;
  server.on("connection", (socket) => {
    // A connection whose upgrade was passed on comes a second time.
    if (!sockets.has(socket)) {
      sockets.add(socket);
      options.arrivals.connected(socket);
      socket.once("close", () => void sockets.delete(socket));
    }
  });
  const upgraded = followUpgrades(server, app.upgrades);
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.on("clientError", (error, socket) => refuseUnread(error, socket, latest.get(socket), options));
  server.on("request", (incoming, outgoing) => {
    latest.set(incoming.socket, outgoing);
    if (app.handleDirectly) {
      app.handleDirectly(incoming, outgoing, () => void listener(incoming, outgoing));
    } else {
      void listener(incoming, outgoing);
    }
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  let draining: Promise<number> | null = null;
  return {
    url: `http://${host}:${port}`,
    port,
    drain(graceMs, announceMs) {
      draining ??= drainServer(server, { sockets, upgraded }, options.drainState, { graceMs, announceMs });
      return draining;
    },
  };
}

/**
 * Answers that say `Connection: close` where that is so by the time that their heads are written: a request may have waited while the server began to drain,
 * and a client that was promised an open connection would send its next request into a closed one.
 */
function closingResponse(isClosing: () => boolean): typeof ServerResponse {
  type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];
  return class ClosingResponse<Request extends IncomingMessage> extends ServerResponse<Request> {
    override writeHead(status: number, reason?: string | Headers, headers?: Headers): this {
      if (isClosing()) {
        this.setHeader("Connection", "close");
      }
      return typeof reason === "string" ? super.writeHead(status, reason, headers) : super.writeHead(status, reason);
    }
  };
}

function listen(server: Server, options: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port: options.port, host: options.host, backlog: CONNECTIONS_WAITING_MAX }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Hands out upgrades. The connections in the set have left HTTP: the server knows them no more, and has to be told to cut them. */
function followUpgrades(server: Server, upgrades: UpgradeHandler | undefined): ReadonlySet<Duplex> {
  const upgraded = new Set<Duplex>();
  if (upgrades !== undefined) {
    server.on("upgrade", (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (!upgrades.handle(incoming, socket, head)) {
        passOnUpgrade(server, incoming, socket, head);
        return;
      }
      upgraded.add(socket);
      socket.once("close", () => void upgraded.delete(socket));
    });
  }
  return upgraded;
}

async function drainServer(
  server: Server,
  { sockets, upgraded }: { readonly sockets: ReadonlySet<Socket>; readonly upgraded: ReadonlySet<Duplex> },
  drainState: DrainState,
  { graceMs, announceMs }: { readonly graceMs: number; readonly announceMs: number },
): Promise<number> {
  drainState.start();
  if (announceMs > 0) {
    await new Promise((resolve) => setTimeout(resolve, announceMs));
  }
  drainState.leave();
  return await new Promise((resolve) => {
    let cutCount = 0;
    const closeIdle = () => {
      server.closeIdleConnections();
      closeUnused(sockets);
    };
    // A connection whose answer is finished only now becomes idle, so idle ones are closed again and again until none is left.
    const sweep = setInterval(closeIdle, IDLE_SWEEP_MS);
    const cut = setTimeout(() => {
      closeIdle();
      cutCount = [...sockets].filter(({ destroyed }) => !destroyed).length;
      server.closeAllConnections();
      for (const socket of upgraded) {
        socket.destroy();
      }
    }, graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve(cutCount);
    });
    // Not the unused ones yet: what they have brought by now may not have been read.
    server.closeIdleConnections();
  });
}

/** Connections that have brought nothing, as browsers open them ahead of need: Node takes them for a request under way until it gives up waiting for its head. */
function closeUnused(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) {
    if (socket.bytesRead === 0) {
      socket.destroy();
    }
  }
}

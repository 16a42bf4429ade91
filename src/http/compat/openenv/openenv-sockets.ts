import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { ForbiddenError, RateLimitedError, UnavailableError } from "../../../domain/errors.ts";
import { type AuthenticatedKey, authenticateKey } from "../../../services/keys/authenticate-key.ts";
import { hasScope } from "../../access-rules.ts";
import { headerOf } from "../../direct-requests.ts";
import type { DrainState } from "../../drain-state.ts";
import { lacksScope, refuseForeignHost } from "../../middleware/guard-requests.ts";
import { type RequestObserver, recordAnswer } from "../../middleware/observe-requests.ts";
import type { RateLimiter } from "../../middleware/rate-limiter.ts";
import { readTrainerKey } from "../../middleware/read-trainer-key.ts";
import { chooseRequestId } from "../../middleware/request-id.ts";
import { toProblem } from "../../problem.ts";
import type { UpgradeHandler } from "../../upgrade-handler.ts";
import { watchKey } from "../../watch-key.ts";
import { COMPAT_BODY_BYTES_MAX } from "../create-compat-answerer.ts";
import { type OpenEnvSocketAddress, readSocketAddress } from "./openenv-address.ts";
import { type ConnectionDoor, OpenEnvConnection, writeError } from "./openenv-connection.ts";
import { refuseUpgrade } from "./refuse-upgrade.ts";

/** What the sockets need beside what each connection needs. */
export interface SocketDoor extends ConnectionDoor {
  readonly observer: RequestObserver;
  readonly limiter: RateLimiter;
  readonly drainState: DrainState;
  /** Connections at the same time. */
  readonly webSocketsMax: number;
}

/** OpenEnv's clients ping every 20 s and wait 20 s for the answer; so do we, and are patient with those who compute meanwhile. */
const PING_EVERY_MS = 20_000;
/** A peer that has not been heard of for so long is gone. */
const SILENT_MS_MAX = 120_000;
/** Messages that may wait behind the one that is being answered: a client sends one at a time. */
const WAITING_MESSAGES_MAX = 16;
/** What a client has for its half of the farewell when the server leaves: one that is computing, or frozen, would hold the drain up for all of its time. */
const FAREWELL_MS_MAX = 1_000;
const KEY_IS_OVER = "The key no longer holds.";
const CLOSE = { leaving: 1001, unsupported: 1003, refused: 1008 } as const;

/** A client that was let in. */
interface Client {
  readonly socket: WebSocket;
  readonly address: OpenEnvSocketAddress;
  readonly connection: OpenEnvConnection;
  /** Asked again with every message: a key may be revoked meanwhile. */
  readonly keyText: string | null;
  waiting: number;
  /** By the stopwatch, when it last sent anything. */
  heardAtMs: number;
  /** The same, of messages: an idle episode expires, and with it the connection. */
  spokeAtMs: number;
}

/** OpenEnv's WebSockets, `…/ws`: who may open one, what is asked over it, and when it ends. Each is bounded, watched, counted and drained. */
export class OpenEnvSockets implements UpgradeHandler {
  readonly #door: SocketDoor;
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: COMPAT_BODY_BYTES_MAX,
  });
  readonly #clients = new Set<Client>();
  #opening = 0;
  #heart: NodeJS.Timeout | null = null;

  constructor(door: SocketDoor) {
    this.#door = door;
    door.drainState.onLeave(() => {
      for (const client of this.#clients) {
        if (client.waiting === 0) {
          leave(client.socket);
        }
      }
    });
  }

  /** Connections that are open. */
  get openCount(): number {
    return this.#clients.size;
  }

  handle(incoming: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const address = readSocketAddress(incoming.url ?? "");
    if (address === null || incoming.method !== "GET" || headerOf(incoming, "upgrade")?.toLowerCase() !== "websocket") {
      return false;
    }
    void this.#open(incoming, socket, head, address);
    return true;
  }

  async #open(incoming: IncomingMessage, socket: Duplex, head: Buffer, address: OpenEnvSocketAddress): Promise<void> {
    const { observer, logger } = this.#door;
    const startedMs = observer.stopwatch();
    const requestId = chooseRequestId(headerOf(incoming, "x-request-id"), observer.random);
    const record = (status: number, keyId: string | undefined) =>
      recordAnswer(observer, { method: "GET", route: address.route, status, startedMs, requestId, keyId });
    // Whoever hangs up before the answer has no need of one.
    const hangUp = () => socket.destroy();
    socket.on("error", hangUp);
    this.#opening += 1;
    try {
      const [path = ""] = (incoming.url ?? "").split("?", 1);
      const keyText = readTrainerKey(path, (name) => headerOf(incoming, name));
      const key = await this.#admit(incoming, keyText);
      this.#server.handleUpgrade(incoming, socket, head, (opened) => {
        socket.off("error", hangUp);
        this.#welcome(opened, address, keyText);
        record(101, key.keyId);
      });
    } catch (error) {
      const problem = toProblem(logger, error, { requestId, route: address.route, path: address.route });
      refuseUpgrade(socket, problem, requestId);
      record(problem.status, undefined);
    } finally {
      this.#opening -= 1;
    }
  }

  /** Throws UnauthenticatedError, ForbiddenError, RateLimitedError and UnavailableError. */
  async #admit(incoming: IncomingMessage, keyText: string | null): Promise<AuthenticatedKey> {
    const { drainState, webSocketsMax } = this.#door;
    const key = await this.#authenticate(keyText);
    if (keyText === null) {
      refuseForeignHost(headerOf(incoming, "host"));
    }
    refuseForeignOrigin(headerOf(incoming, "origin"), headerOf(incoming, "host"));
    if (drainState.isLeaving) {
      throw new UnavailableError("draining", "The server is shutting down.");
    }
    if (this.#clients.size + this.#opening > webSocketsMax) {
      throw new UnavailableError("overloaded", `There are ${webSocketsMax} WebSockets open already, which is the limit.`);
    }
    return key;
  }

  /** Counts as a request of the key. Throws UnauthenticatedError, ForbiddenError and RateLimitedError. */
  async #authenticate(keyText: string | null): Promise<AuthenticatedKey> {
    const key = await authenticateKey(this.#door.ports, keyText);
    const { isAllowed, limit, retryAfterSeconds } = this.#door.limiter.take(key.keyId);
    if (!isAllowed) {
      const detail = `Rate limit exceeded: this API key may make ${limit} requests a minute. Try again in ${retryAfterSeconds} s.`;
      throw new RateLimitedError(detail, retryAfterSeconds);
    }
    if (!hasScope(key.scopes, "trainer")) {
      throw lacksScope(key, "trainer");
    }
    return key;
  }

  #welcome(socket: WebSocket, address: OpenEnvSocketAddress, keyText: string | null): void {
    const nowMs = this.#door.observer.stopwatch();
    const connection = new OpenEnvConnection(this.#door, address);
    const client: Client = { socket, address, connection, keyText, waiting: 0, heardAtMs: nowMs, spokeAtMs: nowMs };
    this.#clients.add(client);
    this.#heart ??= setInterval(() => this.#beat(), PING_EVERY_MS).unref();
    let answering: Promise<void> = Promise.resolve();
    socket.on("message", (bytes: Buffer, isBinary: boolean) => {
      client.heardAtMs = client.spokeAtMs = this.#door.observer.stopwatch();
      client.waiting += 1;
      if (isBinary) {
        socket.close(CLOSE.unsupported, "Messages are text.");
      } else if (client.waiting > WAITING_MESSAGES_MAX) {
        socket.close(CLOSE.refused, "Too many messages at a time.");
      } else {
        answering = answering.then(() => this.#answer(client, bytes));
      }
    });
    socket.on("pong", () => {
      client.heardAtMs = this.#door.observer.stopwatch();
    });
    socket.on("ping", () => {
      client.heardAtMs = this.#door.observer.stopwatch();
    });
    // Broken frames, too large messages: the socket closes itself with the right code.
    socket.on("error", () => undefined);
    const stopWatching = watchKey(this.#door.ports, keyText, () => socket.close(CLOSE.refused, KEY_IS_OVER));
    socket.on("close", () => {
      stopWatching();
      this.#part(client);
    });
  }

  /** Never rejects. */
  async #answer(client: Client, bytes: Buffer): Promise<void> {
    const { observer, logger, drainState } = this.#door;
    const { socket, address, connection } = client;
    if (socket.readyState !== socket.OPEN) {
      return;
    }
    const startedMs = observer.stopwatch();
    const requestId = chooseRequestId(undefined, observer.random);
    let keyId: string | undefined;
    let answer: Awaited<ReturnType<OpenEnvConnection["answer"]>>;
    try {
      const key = await this.#authenticate(client.keyText);
      keyId = key.keyId;
      answer = await connection.answer({ tenantId: key.tenantId, scopes: key.scopes, requestId }, bytes);
    } catch (error) {
      const described = connection.describe(error, requestId);
      answer = { kind: "unknown", status: described.status, text: writeError(error, described, requestId) };
    }
    client.waiting -= 1;
    recordAnswer(observer, {
      method: "WS",
      route: `${address.route} ${answer.kind}`,
      status: answer.status,
      startedMs,
      requestId,
      keyId,
    });
    if (answer.text === null) {
      socket.close(1000);
      return;
    }
    socket.send(answer.text, (error) => {
      if (error) {
        logger.debug({ route: address.route, request_id: requestId }, "the client left before its answer");
      }
    });
    if (answer.status === 401 || answer.status === 403) {
      socket.close(CLOSE.refused, KEY_IS_OVER);
    } else if (drainState.isLeaving && client.waiting === 0) {
      leave(socket);
    }
  }

  #beat(): void {
    const nowMs = this.#door.observer.stopwatch();
    const { episodeIdleMs } = this.#door.ports.limits;
    for (const client of this.#clients) {
      if (nowMs - client.heardAtMs > SILENT_MS_MAX) {
        client.socket.terminate();
      } else if (nowMs - client.spokeAtMs > episodeIdleMs) {
        client.socket.close(CLOSE.leaving, "Nothing was asked for too long.");
      } else {
        client.socket.ping();
      }
    }
  }

  #part(client: Client): void {
    this.#clients.delete(client);
    if (this.#clients.size === 0 && this.#heart !== null) {
      clearInterval(this.#heart);
      this.#heart = null;
    }
  }
}

/** Tells the client that the server goes, and goes. What it sends from now on is not played. */
function leave(socket: WebSocket): void {
  socket.close(CLOSE.leaving, "The server is shutting down.");
  const cut = setTimeout(() => socket.terminate(), FAREWELL_MS_MAX);
  socket.once("close", () => clearTimeout(cut));
}

/** Browsers let any page open a WebSocket to anywhere and send along what they know of the address: a page that says where it is from has to be from here. Throws ForbiddenError. */
function refuseForeignOrigin(origin: string | undefined, host: string | undefined): void {
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase())) {
    throw new ForbiddenError("A page of another origin may not open a WebSocket here.");
  }
}

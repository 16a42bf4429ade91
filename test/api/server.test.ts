import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import { systemRandom } from "../../src/composition/system-ports.ts";
import { DrainState } from "../../src/http/drain-state.ts";
import { PROBLEMS } from "../../src/http/problem.ts";
import {
  DEFAULT_HTTP_SERVER_TIMEOUTS,
  type HttpServer,
  type HttpServerOptions,
  openHttpServer,
} from "../../src/http/serve-app.ts";
import { createTestWorld, withKey } from "./create-test-world.ts";
import type { WireBody } from "./wire-response.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function open(
  app: { fetch: (request: Request) => Response | Promise<Response> },
  options: Partial<HttpServerOptions> = {},
): Promise<HttpServer> {
  const server = await openHttpServer(app, {
    ...DEFAULT_HTTP_SERVER_TIMEOUTS,
    host: "127.0.0.1",
    port: 0,
    drainState: new DrainState(),
    connectionsMax: 100,
    idleConnectionsMax: 50,
    arrivals: { connected: () => undefined },
    random: systemRandom,
    ...options,
  });
  closing.push(() => server.drain(0, 0));
  return server;
}

/** An app with one route that is answered when the test says so. */
function createHeldApp() {
  const app = new Hono();
  let release: (text: string) => void = () => undefined;
  let arrived: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  app.get("/quick", (c) => c.text("quick"));
  app.get("/held", async (c) => {
    arrived();
    return c.text(await new Promise<string>((resolve) => (release = resolve)));
  });
  return { app, arrival, release: (text: string) => release(text) };
}

/** What a server says to bytes as they are. */
async function exchange(server: HttpServer, sent: string): Promise<{ readonly head: string; readonly body: string }> {
  const socket = connect(server.port, "127.0.0.1");
  socket.write(sent);
  const [head = "", body = ""] = (await readWhole(socket)).split("\r\n\r\n");
  return { head, body };
}

async function readWhole(socket: Socket): Promise<string> {
  let text = "";
  for await (const part of socket.setEncoding("utf8")) {
    text += part;
  }
  return text;
}

function ask(url: string, agent: Agent): Promise<{ status: number; body: string; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, async (response) => {
      let body = "";
      for await (const part of response.setEncoding("utf8")) {
        body += part;
      }
      resolve({ status: response.statusCode ?? 0, body, connection: response.headers.connection });
    })
      .on("error", reject)
      .end();
  });
}

describe("the HTTP server", () => {
  it("listens on a free port and says where", async () => {
    const server = await open(createHeldApp().app);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect(await (await fetch(`${server.url}/quick`)).text()).toBe("quick");
  });

  it("says that an address is taken", async () => {
    const { port } = await open(createHeldApp().app);
    await expect(open(createHeldApp().app, { port })).rejects.toThrow("EADDRINUSE");
  });

  it("keeps connections alive, but closes them with the answer while too many are open", async () => {
    const roomy = await open(createHeldApp().app);
    const crowded = await open(createHeldApp().app, { idleConnectionsMax: 0 });
    const agent = new Agent({ keepAlive: true });
    expect((await ask(`${roomy.url}/quick`, agent)).connection).toBe("keep-alive");
    expect((await ask(`${crowded.url}/quick`, agent)).connection).toBe("close");
    agent.destroy();
  });

  it("refuses connections beyond the limit", async () => {
    const server = await open(createHeldApp().app, { connectionsMax: 1 });
    const first = connect(server.port, "127.0.0.1");
    await once(first, "connect");
    const second = connect(server.port, "127.0.0.1");
    second.on("error", () => undefined);
    await once(second, "close");
    first.destroy();
  });

  it("refuses bodies that are too large with a whole answer, declared or chunked", async () => {
    const world = await createTestWorld();
    const server = await open(world.app);
    const post = (body: string | ReadableStream) =>
      fetch(`${server.url}/api/v1/episodes`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...withKey(world.keys.trainer) },
        body,
        duplex: "half",
      } as RequestInit);
    const chunked = new ReadableStream({
      start: (controller) => {
        for (let part = 0; part < 50; part += 1) {
          controller.enqueue(new Uint8Array(1000).fill(32));
        }
        controller.close();
      },
    });
    for (const response of [await post(" ".repeat(500_000)), await post(chunked)]) {
      expect(response.status).toBe(413);
      expect(((await response.json()) as WireBody).code).toBe("body_too_large");
    }
    const fine = await post(JSON.stringify({ collection_slug: "tea-shop", scenario_slug: "mild-tea" }));
    expect(fine.status).toBe(201);
    await world.close();
  });

  describe("refuses what never becomes a request with a problem document and a name for it,", () => {
    it.each([
      ["no HTTP", "HELLO\r\n\r\n", "invalid_request", "no HTTP request"],
      [
        "a body of two lengths",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "invalid_request",
        "HPE_",
      ],
      [
        "headers without end",
        `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${"a".repeat(20_000)}\r\n\r\n`,
        "invalid_request",
        "16384 bytes",
      ],
      ["half a request", "POST /quick HTTP/1.1\r\nHost: a\r\n", "request_timeout", "its headers within 0.1 s"],
      [
        "half a body",
        "POST /quick HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n{",
        "request_timeout",
        "its whole within 0.2 s",
      ],
    ] as const)("such as %s", async (_what, sent, code, detail) => {
      const { app } = createHeldApp();
      app.post("/quick", async (c) => c.text(await c.req.text().catch(() => "")));
      const times = { headersTimeoutMs: 100, requestTimeoutMs: 200, connectionsCheckingIntervalMs: 10 };
      const { head, body } = await exchange(await open(app, times), sent);
      expect(head).toMatch(new RegExp(`^HTTP/1.1 ${PROBLEMS[code].status} `));
      const problem = JSON.parse(body);
      expect(problem).toMatchObject({ code, status: PROBLEMS[code].status, errors: [] });
      expect(problem.detail).toContain(detail);
      expect(head).toContain(`X-Request-ID: ${problem.request_id}`);
      expect(head).toContain("Connection: close");
    });

    it.each([
      ["a Host header in another form than URLs have it", "GET /quick HTTP/1.1\r\nHost: [::ffff:127.0.0.1]\r\n", "Invalid host"],
      ["a path that is none", "OPTIONS * HTTP/1.1\r\nHost: a\r\n", "Invalid URL"],
    ])("such as %s", async (_what, sent, detail) => {
      const { head, body } = await exchange(await open(createHeldApp().app), `${sent}Connection: close\r\n\r\n`);
      const problem = JSON.parse(body);
      expect(problem).toMatchObject({ code: "invalid_request", status: 400 });
      expect(problem.detail).toContain(detail);
      expect(head).toMatch(/^HTTP\/1.1 400 /);
      expect(head.toLowerCase()).toContain(`x-request-id: ${problem.request_id.toLowerCase()}`);
    });

    it("unless an answer is under way, whose bytes are nobody's to break", async () => {
      const app = new Hono();
      app.get("/begun", (c) =>
        c.body(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode("begun")) })),
      );
      const server = await open(app);
      const socket = connect(server.port, "127.0.0.1");
      socket.write("GET /begun HTTP/1.1\r\nHost: a\r\n\r\n");
      const [first] = await once(socket, "data");
      socket.write("HELLO\r\n\r\n");
      const rest = await readWhole(socket);
      expect(String(first)).toContain("200 OK");
      expect(rest).not.toContain("HTTP/1.1 400");
    });
  });

  describe("drains", () => {
    it("finishing what is under way, refusing new connections, closing idle ones", async () => {
      const { app, arrival, release } = createHeldApp();
      const drainState = new DrainState();
      const server = await open(app, { drainState });
      const agent = new Agent({ keepAlive: true });
      await ask(`${server.url}/quick`, agent);
      const held = ask(`${server.url}/held`, new Agent({ keepAlive: true }));
      await arrival;
      const drained = server.drain(10_000, 0);
      expect(drainState.isDraining).toBe(true);
      await expect(ask(`${server.url}/quick`, new Agent())).rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/);
      release("finished");
      // It came while the connection was to stay open; it is answered when it is not.
      expect(await held).toEqual({ status: 200, body: "finished", connection: "close" });
      expect(await drained).toBe(0);
      agent.destroy();
    });

    it("without waiting for connections that were opened ahead of need, as browsers do", async () => {
      const server = await open(createHeldApp().app);
      const unused = connect(server.port, "127.0.0.1");
      unused.on("error", () => undefined);
      await once(unused, "connect");
      const closed = once(unused, "close");
      expect(await server.drain(60_000, 0)).toBe(0);
      await closed;
    });

    it("cutting what is still under way when the grace is over, and telling how many", async () => {
      const { app, arrival } = createHeldApp();
      const server = await open(app);
      const held = ask(`${server.url}/held`, new Agent());
      const failed = expect(held).rejects.toThrow();
      await arrival;
      expect(await server.drain(20, 0)).toBe(1);
      await failed;
    });

    it("once, however often it is asked", async () => {
      const server = await open(createHeldApp().app);
      expect(server.drain(0, 0)).toBe(server.drain(0, 0));
    });

    it("saying so before it stops accepting", async () => {
      const world = await createTestWorld();
      const server = await open(world.app, { drainState: world.drainState });
      const drained = server.drain(0, 150);
      const answer = await ask(`${server.url}/readyz`, new Agent({ keepAlive: true }));
      expect(answer).toMatchObject({ status: 503, connection: "close" });
      await drained;
      await world.close();
    });
  });
});

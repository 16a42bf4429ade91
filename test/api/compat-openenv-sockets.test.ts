import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type HttpServer, openHttpServer } from "../../src/http/serve-app.ts";
import { createKey } from "../../src/services/keys/create-key.ts";
import { createManualTime } from "../doubles/manual-time.ts";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { LISTENING } from "./listening-side.ts";

const PATH = "/compat/openenv/tea-shop/mild-tea";
const ASK = { content: "Which taste do you like?" };

let world: TestWorld;
let server: HttpServer;
const open: WebSocket[] = [];
beforeAll(async () => {
  world = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000, webSocketsMax: 40 } });
  server = await openHttpServer(world.app, { ...LISTENING, drainState: world.drainState });
});
afterAll(() => world.close());

/** One client: it sends a message and waits for its answer, as OpenEnv's do. */
class Client {
  readonly socket: WebSocket;
  readonly #answers: string[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data) => void this.#answers.push(String(data)));
  }

  async next(): Promise<string> {
    while (this.#answers.length === 0) {
      await once(this.socket, "message");
    }
    return this.#answers.shift() ?? "";
  }

  // biome-ignore lint/suspicious/noExplicitAny: answers are read member by member.
  async ask(message: object): Promise<any> {
    this.socket.send(JSON.stringify(message));
    return JSON.parse(await this.next());
  }

  step(action: object) {
    return this.ask({ type: "step", data: action });
  }
}

const url = (path: string) => `ws://127.0.0.1:${server.port}${path}`;
const join = async (path = `${PATH}/ws`, headers = withKey(world.keys.trainer)) => {
  const socket = new WebSocket(url(path), { headers });
  open.push(socket);
  const client = new Client(socket);
  await once(socket, "open");
  return client;
};
const refusalOf = async (path: string, headers: Record<string, string>) => {
  const socket = new WebSocket(url(path), { headers });
  socket.on("error", () => undefined);
  const [request, response] = await once(socket, "unexpected-response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
  }
  request.destroy();
  return JSON.parse(Buffer.concat(chunks).toString()) as { readonly status: number; readonly code: string };
};

describe("OpenEnv's WebSocket", () => {
  it("plays an episode to its end, in OpenEnv's messages", async () => {
    const client = await join();
    expect(await client.ask({ type: "state" })).toEqual({ type: "state", data: { episode_id: null, step_count: 0 } });
    const { type, data } = await client.ask({ type: "reset", data: { seed: 7 } });
    expect([type, data.observation.content, data.reward, data.done]).toEqual([
      "observation",
      "Hello, a tea please.",
      null,
      false,
    ]);
    expect((await client.step(ASK)).data).toMatchObject({ reward: 0.5, metadata: { turn: 1 } });
    const last = await client.step({ content: "", tool_calls: [{ name: "serve", input: { value: "green" } }] });
    expect(last.data).toMatchObject({ reward: 0.5, done: true, observation: { outcome: "solved" } });
    expect((await client.ask({ type: "state" })).data).toMatchObject({ step_count: 2, done: true, cumulative_reward: 1 });
    client.socket.send('{"type":"close"}');
    expect((await once(client.socket, "close"))[0]).toBe(1000);
  });

  it("takes the same words twice for two turns, since an answer came between them", async () => {
    const client = await join();
    await client.ask({ type: "reset", data: {} });
    const turns = [(await client.step(ASK)).data.metadata.turn, (await client.step(ASK)).data.metadata.turn];
    expect(turns).toEqual([1, 2]);
  });

  it("writes rewards as floats", async () => {
    const client = await join();
    await client.ask({ type: "reset" });
    client.socket.send(JSON.stringify({ type: "step", data: { content: "Hello." } }));
    expect(await client.next()).toContain('"reward":0.0,"done":false');
  });

  it("leaves an episode behind that goes on by its id over another connection", async () => {
    const first = await join();
    const { episode_id } = (await first.ask({ type: "reset", data: {} })).data.metadata;
    await first.step(ASK);
    first.socket.terminate();
    const second = await join();
    expect((await second.step(ASK)).data).toMatchObject({ code: "SESSION_ERROR" });
    const resumed = await second.ask({ type: "reset", data: { episode_id } });
    expect(resumed.data).toMatchObject({ metadata: { turn: 1 }, observation: { content: "Nothing bitter, my stomach minds." } });
    expect((await second.step({ content: "Green?" })).data.metadata.turn).toBe(2);
  });

  it("shares a session with MCP over HTTP, before and after a reset", async () => {
    const rpc = async (method: string, params: object) =>
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      (await (await world.post(`${PATH}/mcp`, { jsonrpc: "2.0", id: 1, method, params })).json()) as any;
    const { session_id } = (await rpc("openenv/session/create", {})).result;
    const client = await join(`${PATH}/ws?session_id=${session_id}`);
    expect((await client.ask({ type: "reset", data: {} })).data.metadata.episode_id).toBe(session_id);
    await rpc("tools/call", { session_id, name: "send_message", arguments: ASK });
    expect((await client.ask({ type: "state" })).data.step_count).toBe(1);
    const fresh = (await client.ask({ type: "reset", data: {} })).data.metadata.episode_id;
    expect(fresh).not.toBe(session_id);
    await rpc("tools/call", { session_id, name: "send_message", arguments: ASK });
    expect((await client.ask({ type: "state" })).data).toMatchObject({ episode_id: fresh, step_count: 1 });
    expect((await world.get(`/api/v1/episodes/${session_id}`)).status).toBe(200);
    expect(await (await world.get(`/api/v1/episodes/${session_id}`)).json()).toMatchObject({
      terminal_reason: "client_terminated",
    });
  });

  it("speaks MCP too, with the connection's own episode", async () => {
    const client = await join();
    const mcp = async (method: string, params: object = {}) =>
      (await client.ask({ type: "mcp", data: { jsonrpc: "2.0", id: 1, method, params } })).data;
    const { session_id } = (await mcp("openenv/session/create")).result;
    expect((await client.ask({ type: "state" })).data.episode_id).toBe(session_id);
    expect((await mcp("openenv/session/close", { session_id })).error.code).toBe(-32600);
    expect((await mcp("tools/call", { name: "send_message", arguments: ASK })).result._meta.turn).toBe(1);
  });

  it.each([
    ["{", "INVALID_JSON"],
    ['{"type":"fly"}', "UNKNOWN_TYPE"],
    ['{"kind":"reset"}', "VALIDATION_ERROR"],
    ['{"type":"reset","data":{"sed":1}}', "VALIDATION_ERROR"],
    ['{"type":"reset","data":{"episode_id":"ep_none"}}', "EXECUTION_ERROR"],
    ['{"type":"step","data":{"content":"Hi."}}', "SESSION_ERROR"],
    [`{"type":"reset","data":${"[".repeat(50)}${"]".repeat(50)}}`, "INVALID_JSON"],
  ])("answers %s with %s, and goes on", async (message, code) => {
    const client = await join();
    client.socket.send(message);
    const answer = JSON.parse(await client.next());
    expect(answer).toMatchObject({ type: "error", data: { code, message: expect.any(String), request_id: expect.any(String) } });
    expect((await client.ask({ type: "reset", data: {} })).type).toBe("observation");
  });

  it("lets in by the header, the user information and the path, and nobody else", async () => {
    const { trainer, annotator } = world.keys;
    const basic = `Basic ${Buffer.from(`${trainer}:`).toString("base64")}`;
    await join(`${PATH}/ws`, { Authorization: basic });
    await join(`/compat/k/${trainer}/openenv/tea-shop/ws`, {});
    expect(await refusalOf(`${PATH}/ws`, {})).toMatchObject({ status: 401 });
    expect(await refusalOf(`/compat/k/${trainer}x/openenv/tea-shop/ws`, {})).toMatchObject({ status: 401 });
    expect(await refusalOf(`${PATH}/ws`, withKey(annotator))).toMatchObject({ status: 403 });
    expect(await refusalOf(`${PATH}/ws`, { ...withKey(trainer), Origin: "https://elsewhere.example" })).toMatchObject({
      status: 403,
    });
    expect(await refusalOf("/compat/openenv/nowhere/else/at/all/ws", withKey(trainer))).toMatchObject({ status: 404 });
    expect(JSON.stringify(world.logLines)).not.toContain(trainer);
  });

  it("asks for the key again with every message", async () => {
    const made = await createKey(world.ports, {
      name: "k",
      tenantId: "default",
      scopes: ["trainer"],
      expiresAt: world.clock.time + 60_000,
    });
    const client = await join(`${PATH}/ws`, withKey(made.keyText));
    await client.ask({ type: "reset", data: {} });
    world.clock.time += 60_000;
    client.socket.send(JSON.stringify({ type: "state" }));
    expect(JSON.parse(await client.next()).data).toMatchObject({ problem: "unauthenticated" });
    expect((await once(client.socket, "close"))[0]).toBe(1008);
  });

  it("ends soon after the key of a client who says nothing", async () => {
    const time = createManualTime();
    const quiet = await createTestWorld({ timer: time.timer, ports: { clock: time.clock } });
    const door = await openHttpServer(quiet.app, { ...LISTENING, drainState: quiet.drainState });
    const expiresAt = time.clock.now() + 15_000;
    const made = await createKey(quiet.ports, { name: "k", tenantId: "default", scopes: ["trainer"], expiresAt });
    const enter = async (key: string) => {
      const socket = new WebSocket(`ws://127.0.0.1:${door.port}${PATH}/ws`, { headers: withKey(key) });
      await once(socket, "open");
      return socket;
    };
    const [over, live] = [await enter(made.keyText), await enter(quiet.keys.trainer)];
    const closed = once(over, "close");
    time.advance(15_000);
    expect((await closed)[0]).toBe(1008);
    expect(live.readyState).toBe(live.OPEN);
    live.close();
    await once(live, "close");
    await quiet.close();
  });

  it("closes on messages that are no text, too large, or too many at a time", async () => {
    const [binary, large, many] = [await join(), await join(), await join()];
    const closed = [binary, large, many].map(async ({ socket }) => (await once(socket, "close"))[0]);
    binary.socket.send(Buffer.from("{}"));
    large.socket.send("x".repeat(3 * 1024 * 1024));
    for (let count = 0; count < 40; count += 1) {
      many.socket.send('{"type":"state"}');
    }
    expect(await Promise.all(closed)).toEqual([1003, 1009, 1008]);
  });

  it("is seen by the log and the metrics, message by message", async () => {
    world.logLines.length = 0;
    const client = await join();
    await client.ask({ type: "reset", data: {} });
    await client.step({});
    const route = "/compat/openenv/{collection_slug}/{scenario_slug}/ws";
    expect(world.logLines.filter((line) => String(line["route"]).startsWith(route))).toMatchObject([
      { method: "GET", route, status: 101 },
      { method: "WS", route: `${route} reset`, status: 200 },
      { method: "WS", route: `${route} step`, status: 400 },
    ]);
    expect(await (await world.app.request("/metrics")).text()).toContain(`method="WS",route="${route} step",status="400"`);
  });
});

describe("a server that takes upgrades", () => {
  it("answers a request that offers HTTP/2 as if it had not, body and all", async () => {
    const body = JSON.stringify({ type: "x" });
    const socket = connect(server.port, "127.0.0.1");
    socket.write(
      [
        `POST ${PATH}/reset HTTP/1.1`,
        "Host: localhost",
        `Authorization: Bearer ${world.keys.trainer}`,
        "Connection: Upgrade, HTTP2-Settings, close",
        "Upgrade: h2c",
        "HTTP2-Settings: AAMAAABkAAQAAP__",
        "Content-Type: application/json",
        `Content-Length: ${body.length}`,
        "",
        body,
      ].join("\r\n"),
    );
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => void chunks.push(chunk));
    await once(socket, "close");
    const answer = Buffer.concat(chunks).toString();
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain("Unknown: type");
  });
});

describe("many WebSockets", () => {
  it("bounds connections, and frees the place of one that has gone", async () => {
    for (const socket of open.splice(0)) {
      socket.terminate();
    }
    const clients: Client[] = [];
    const countOpen = async () => /websockets_open (\d+)/.exec(await (await world.app.request("/metrics")).text())?.[1];
    while ((await countOpen()) !== "40") {
      clients.push(await join());
    }
    expect(await refusalOf(`${PATH}/ws`, withKey(world.keys.trainer))).toMatchObject({ status: 503, code: "overloaded" });
    clients[0]?.socket.close();
    await once(clients[0]!.socket, "close");
    await join();
  });

  it("is taken and served while the server announces that it will stop, as requests are, and then told that it goes", async () => {
    const leaving = await createTestWorld();
    const announcing = await openHttpServer(leaving.app, { ...LISTENING, drainState: leaving.drainState });
    const connectTo = () =>
      new WebSocket(`${announcing.url.replace("http", "ws")}${PATH}/ws`, { headers: withKey(leaving.keys.trainer) });
    const before = connectTo();
    await once(before, "open");
    const drained = announcing.drain(60_000, 400);
    const during = connectTo();
    await once(during, "open");
    const closed = [before, during].map((socket) => once(socket, "close"));
    for (const socket of [before, during]) {
      const client = new Client(socket);
      expect(await client.ask({ type: "reset", data: {} })).toMatchObject({ type: "observation" });
    }
    expect((await Promise.all(closed)).map(([code]) => code)).toEqual([1001, 1001]);
    expect(await drained).toBe(0);
    await leaving.close();
  });

  it("is closed with 1001 when the server leaves, which waits for no client that is too busy to say goodbye", async () => {
    const closed = once(open.at(-1)!, "close");
    const busy = open.at(-2)!;
    busy.pause();
    expect(await server.drain(60_000, 0)).toBe(0);
    expect((await closed)[0]).toBe(1001);
    const closedLate = once(busy, "close");
    busy.resume();
    expect((await closedLate)[0]).toBe(1001);
  });
});

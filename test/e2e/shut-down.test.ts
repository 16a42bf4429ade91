import { existsSync } from "node:fs";
import { createConnection } from "node:net";
import { describe, expect, it } from "vitest";
import { useProgramWorld } from "./support/program-world.ts";
import { TEA_HOUSE, TEA_SCENARIO } from "./support/tea-house.ts";
import { waitUntil } from "./support/wait-until.ts";

const world = useProgramWorld();

describe("SIGTERM", () => {
  it("lets a request under way finish, takes no new ones, and ends with 0", async () => {
    const server = await world.start();
    const body = JSON.stringify({ collection_slug: TEA_HOUSE, scenario_slug: TEA_SCENARIO });
    const idle = world.connect(server);
    expect((await idle.send("GET", "/healthz")).status).toBe(200);
    const { hostname, port } = new URL(server.url);
    const socket = createConnection({ host: hostname, port: Number(port) });
    let received = "";
    socket.setEncoding("utf8").on("data", (text: string) => {
      received += text;
    });
    // The server asks for the rest, so it has begun with the request.
    const head = [
      "POST /api/v1/episodes HTTP/1.1",
      `Host: ${hostname}:${port}`,
      "Content-Type: application/json",
      `Content-Length: ${body.length}`,
      "Expect: 100-continue",
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    await waitUntil("the server has the head of the request", () => received.includes("100 Continue"));
    server.signal("SIGTERM");
    await waitUntil("no new connection is taken", () => isRefused(hostname, Number(port)));
    expect(server.hasEnded()).toBe(false);
    socket.write(body);
    const end = await server.ended;
    expect(end).toMatchObject({ exitCode: 0, signal: null });
    const episodeId = /"episode_id":"([^"]+)"/.exec(received)?.[1] ?? "";
    expect(received).toMatch(/HTTP\/1\.1 201 /);
    expect(received).toMatch(/^connection: close\r$/im);
    // What was answered is there after a restart.
    expect((await world.connect(await world.start()).send("GET", `/api/v1/episodes/${episodeId}`)).status).toBe(200);
  });

  it("answers who waits for people while it can", async () => {
    const server = await world.start({ flags: ["--drain-seconds", "3"] });
    const api = world.connect(server);
    const talk = (line: string) => ({
      messages: [
        { role: "assistant", content: "Good evening." },
        { role: "user", content: line },
      ],
    });
    const pair = {
      collection_slug: TEA_HOUSE,
      scenario_slug: TEA_SCENARIO,
      response_a: talk("Which tea do you like best?"),
      response_b: talk("What do you want?"),
    };
    const held = { latency_budget_ms: 60_000, human: { mode: "require" } };
    const asked = [
      api.send("POST", "/api/v1/compare", { ...pair, ...held }),
      api.send("POST", "/api/v1/batch/compare", { ...held, pairs: [pair, pair] }),
    ];
    await waitUntil("people are asked", async () => {
      const { text } = await api.send("GET", "/metrics");
      return /^questions_open 1$/m.test(text);
    });
    const ended = server.stop();
    const [single, batch] = await Promise.all(asked);
    expect(single).toMatchObject({ status: 200, headers: { connection: "close" } });
    expect(JSON.parse(single?.text ?? "")).toMatchObject({ status: "unscored", final: false });
    expect(batch?.status).toBe(200);
    expect(await ended).toMatchObject({ exitCode: 0, signal: null });
  });

  it("says so on /readyz to whoever connects, for as long as it is told to", async () => {
    const server = await world.start({ flags: ["--drain-announce-seconds", "2"] });
    server.signal("SIGTERM");
    const readiness = async () => await world.connect(server).send("GET", "/readyz");
    await waitUntil("it is not ready", async () => (await readiness()).status === 503);
    expect(JSON.parse((await readiness()).text)).toMatchObject({ code: "draining" });
    expect(await server.ended).toMatchObject({ exitCode: 0, signal: null });
  });

  it("also ends a server that nobody talks to, with 0, and leaves a database that the next one opens", async () => {
    const server = await world.start();
    expect(await server.stop()).toMatchObject({ exitCode: 0, signal: null });
    expect(existsSync(`${world.database}-wal`)).toBe(false);
    expect((await world.connect(await world.start()).send("GET", "/readyz")).status).toBe(200);
  });

  it("ends in time although a client never finishes its request", async () => {
    const server = await world.start({ flags: ["--drain-seconds", "0.2"] });
    const { hostname, port } = new URL(server.url);
    const socket = createConnection({ host: hostname, port: Number(port) });
    let received = "";
    socket.setEncoding("utf8").on("data", (text: string) => {
      received += text;
    });
    socket.on("error", () => undefined);
    socket.write(
      `POST /api/v1/episodes HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n`,
    );
    await waitUntil("the server has the head of the request", () => received.includes("100 Continue"));
    expect(await server.stop()).toMatchObject({ exitCode: 0, signal: null });
    socket.destroy();
  });
});

function isRefused(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(false);
    });
    socket.once("error", () => resolve(true));
  });
}

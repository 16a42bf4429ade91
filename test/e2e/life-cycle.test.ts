import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_KEYS, describeSetting } from "../../src/config/config.ts";
import { ApiClient } from "./support/api-client.ts";
import {
  type ProgramOptions,
  type RunningServer,
  runProgram,
  type ServerOptions,
  startProgram,
  startServer,
  untilListening,
} from "./support/program.ts";
import { TEA_HOUSE, TEA_SCENARIO, teaScenarioFile, writeTeaHouse } from "./support/tea-house.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { waitUntil } from "./support/wait-until.ts";
import type { WireEpisode, WireEpisodeStart, WireTurnAnswer, WireVerification } from "./support/wire.ts";

const FIRST_EDITION = { version: 1, opening: "Good evening.", favourite: "The first leaves.", closing: "At the first hour." };
const SECOND_EDITION = { version: 2, opening: "Good morning.", favourite: "The second leaves.", closing: "At the second hour." };

let folder: ReturnType<typeof makeTemporaryFolder>;
let database: string;
let scenarios: string;
let servers: RunningServer[];
let clients: ApiClient[];

beforeEach(() => {
  folder = makeTemporaryFolder();
  database = join(folder.path, "folkmoot.db");
  scenarios = join(folder.path, "scenarios");
  servers = [];
  clients = [];
  writeTeaHouse(scenarios, FIRST_EDITION);
});
afterEach(async () => {
  for (const client of clients) {
    client.close();
  }
  await Promise.all(servers.map((server) => server.kill()));
  folder.remove();
});

async function start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer({ database, scenarios, ...options });
  servers.push(server);
  return server;
}

function connect(server: RunningServer, apiKey?: string): ApiClient {
  const client = new ApiClient(server.url, apiKey === undefined ? {} : { apiKey });
  clients.push(client);
  return client;
}

/** `folkmoot serve` with words that should not do. */
function serve(words: readonly string[], options: ProgramOptions = {}) {
  return runProgram(["serve", "--port", "0", "--database", `sqlite:${database}`, "--scenarios", scenarios, ...words], {
    folder: folder.path,
    ...options,
  });
}

async function makeKey(words: readonly string[] = []): Promise<{ readonly keyText: string; readonly keyId: string }> {
  const made = await runProgram(["keys", "create", "--name", "test", "--database", `sqlite:${database}`, ...words]);
  expect(made.exitCode, made.stderr).toBe(0);
  return { keyText: made.stdout.trim(), keyId: /Key (\S+) /.exec(made.stderr)?.[1] ?? "" };
}

async function revokeKey(keyId: string): Promise<void> {
  expect((await runProgram(["keys", "revoke", keyId, "--database", `sqlite:${database}`])).exitCode).toBe(0);
}

describe("starting", () => {
  it("says where it listens, once it does, and takes a free port for port 0", async () => {
    const server = await start();
    expect(server.stdout()).toMatch(/^listening on http:\/\/127\.0\.0\.1:[1-9]\d*\n$/);
    expect(await connect(server).json(200, "GET", "/healthz")).toMatchObject({ status: "ok" });
    expect(await connect(server).json(200, "GET", "/readyz")).toMatchObject({ status: "ready" });
  });

  it("tells every flag and every variable with its default", async () => {
    const { exitCode, stdout } = await runProgram(["serve", "--help"]);
    expect(exitCode).toBe(0);
    const words = stdout.replaceAll(/\s+/g, " ");
    for (const { flag, variable, help, initial } of CONFIG_KEYS.map(describeSetting)) {
      expect(words).toContain(`${flag} <value> ${help} [${variable}, default ${initial}]`);
    }
    expect(words).toContain("--config <file>");
    expect(words).toContain("[FOLKMOOT_CONFIG]");
  });

  it.each([
    ["an unknown flag", ["--prot", "1"], {}, "--prot"],
    ["a word too many", ["quickly"], {}, "argument"],
    ["an unknown variable", [], { FOLKMOOT_PROT: "1" }, "FOLKMOOT_PROT"],
    ["a flag with a bad value", ["--log-level", "loud"], {}, "--log-level"],
    ["a variable with a bad value", [], { FOLKMOOT_REQUESTS_PER_MINUTE: "0" }, "FOLKMOOT_REQUESTS_PER_MINUTE"],
    ["a folder of scenarios that is not there", ["--scenarios", "nowhere"], {}, "nowhere"],
    ["a database of an unknown kind", ["--database", "mysql:secret"], {}, "mysql:"],
    ["a config file that is not there", ["--config", "nowhere.yaml"], {}, "nowhere.yaml"],
  ])("refuses %s and names it", async (_name, words, environment, named) => {
    const { exitCode, stdout, stderr } = await serve(words, { environment });
    expect(exitCode).toBeGreaterThan(0);
    expect(stderr).toContain(named);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).not.toContain("listening");
  });

  it("refuses an unknown key and a bad value of the config file, both by name", async () => {
    const file = join(folder.path, "folkmoot.yaml");
    writeFileSync(file, "prot: 1\n");
    expect(await serve(["--config", file])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('"prot"') });
    writeFileSync(file, "drain_seconds: soon\n");
    expect(await serve([], { environment: { FOLKMOOT_CONFIG: file } })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("drain_seconds"),
    });
  });

  it("takes a flag before its variable, that before the config file, that before the default", async () => {
    const file = join(folder.path, "folkmoot.yaml");
    writeFileSync(file, "requests_per_minute: 1111\nbatch_items_max: 7\n");
    const environment = { FOLKMOOT_REQUESTS_PER_MINUTE: "2222" };
    const limitOf = async (name: string, options: Partial<ServerOptions>) => {
      const server = await start({ database: join(folder.path, `${name}.db`), ...options });
      return (await connect(server).send("GET", "/api/v1/collections")).headers["x-ratelimit-limit"];
    };
    expect(
      await Promise.all([
        limitOf("default", {}),
        limitOf("file", { flags: ["--config", file] }),
        limitOf("variable", { flags: ["--config", file], environment }),
        limitOf("flag", { flags: ["--config", file, "--requests-per-minute", "3333"], environment }),
      ]),
    ).toEqual([String(describeSetting("requests_per_minute").initial), "1111", "2222", "3333"]);
  });

  it("refuses a database that another server uses, and leaves that one alone", async () => {
    const server = await start();
    const second = await serve([]);
    expect(second).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/in use by another server/) });
    expect(second.stderr).toContain(database);
    expect((await connect(server).send("GET", "/readyz")).status).toBe(200);
  });

  it("refuses a collection that is not good, with file, line and field", async () => {
    writeFileSync(
      teaScenarioFile(scenarios),
      readFileSync(teaScenarioFile(scenarios), "utf8").replace('"max_turns": 6', '"max_turns": 0'),
    );
    const { exitCode, stderr } = await serve([]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/evening-guest\.yaml:\d+: public\.max_turns: /);
  });
});

describe("keys", () => {
  it("are needed before it listens to other machines", async () => {
    const refused = await serve(["--host", "0.0.0.0"]);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("folkmoot keys create") });
    const { keyText } = await makeKey();
    const server = await start({ flags: ["--host", "0.0.0.0"] });
    const url = { ...server, url: server.url.replace("0.0.0.0", "127.0.0.1") };
    expect((await connect(url).send("GET", "/api/v1/collections")).status).toBe(401);
    expect((await connect(url, keyText).send("GET", "/api/v1/collections")).status).toBe(200);
  });

  it("are needed as soon as there is one, and stop working when they are revoked, without a restart", async () => {
    const server = await start();
    const statusFor = async (apiKey?: string) => (await connect(server, apiKey).send("GET", "/api/v1/collections")).status;
    expect(await statusFor()).toBe(200);
    const [first, second] = [await makeKey(), await makeKey()];
    await waitUntil("a key is needed", async () => (await statusFor()) === 401);
    expect([await statusFor(first.keyText), await statusFor(second.keyText)]).toEqual([200, 200]);
    await revokeKey(first.keyId);
    await waitUntil("the revoked key is refused", async () => (await statusFor(first.keyText)) === 401);
    expect(await statusFor(second.keyText)).toBe(200);
  });

  it("never leave the door open: without the last key, other machines are refused", async () => {
    const { keyText, keyId } = await makeKey();
    const server = await start({ flags: ["--host", "0.0.0.0"] });
    const url = { ...server, url: server.url.replace("0.0.0.0", "127.0.0.1") };
    const statusFor = async (apiKey?: string) => (await connect(url, apiKey).send("GET", "/api/v1/collections")).status;
    expect(await statusFor(keyText)).toBe(200);
    await revokeKey(keyId);
    await waitUntil("the revoked key is refused", async () => (await statusFor(keyText)) === 401);
    expect(await statusFor()).toBe(401);
  });
});

describe("SIGTERM", () => {
  it("lets a request under way finish, takes no new ones, and ends with 0", async () => {
    const server = await start();
    const body = JSON.stringify({ collection_slug: TEA_HOUSE, scenario_slug: TEA_SCENARIO });
    const idle = connect(server);
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
    // What was answered is there after a restart.
    expect((await connect(await start()).send("GET", `/api/v1/episodes/${episodeId}`)).status).toBe(200);
  });

  it("also ends a server that nobody talks to, with 0, and leaves a database that the next one opens", async () => {
    const server = await start();
    expect(await server.stop()).toMatchObject({ exitCode: 0, signal: null });
    expect(existsSync(`${database}-wal`)).toBe(false);
    expect((await connect(await start()).send("GET", "/readyz")).status).toBe(200);
  });

  it("ends in time although a client never finishes its request", async () => {
    const server = await start({ flags: ["--drain-seconds", "0.2"] });
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

describe("a changed scenario file", () => {
  const startEpisode = (client: ApiClient) =>
    client.json<WireEpisodeStart>(201, "POST", "/api/v1/episodes", { collection_slug: TEA_HOUSE, scenario_slug: TEA_SCENARIO });
  const play = async (client: ApiClient, episodeId: string, content: string) =>
    (await client.json<WireTurnAnswer>(200, "POST", `/api/v1/episodes/${episodeId}/turns`, { messages: [{ content }] }))
      .observation.content;
  const versionOf = async (client: ApiClient) =>
    (await client.json<{ version: number }>(200, "GET", `/api/v1/collections/${TEA_HOUSE}/scenarios/${TEA_SCENARIO}`)).version;
  const digestOf = async (client: ApiClient, episodeId: string) =>
    (await client.json<WireEpisode>(200, "GET", `/api/v1/episodes/${episodeId}`)).versions.scenario;

  it("is live for new episodes at once, while a running one keeps its version, also after a restart", async () => {
    const first = await start();
    const before = connect(first);
    const running = await startEpisode(before);
    const digest = await digestOf(before, running.episode_id);
    expect(running.observation.content).toBe(FIRST_EDITION.opening);

    writeTeaHouse(scenarios, SECOND_EDITION);
    await waitUntil("the new edition is live", async () => (await versionOf(before)) === 2);
    const fresh = await startEpisode(before);
    expect(fresh.observation.content).toBe(SECOND_EDITION.opening);
    expect(await play(before, fresh.episode_id, "What about your favourite tea?")).toBe(SECOND_EDITION.favourite);
    expect(await play(before, running.episode_id, "What about your favourite tea?")).toBe(FIRST_EDITION.favourite);
    expect(await first.stop()).toMatchObject({ exitCode: 0 });

    const after = connect(await start());
    expect(await versionOf(after)).toBe(2);
    expect(await play(after, running.episode_id, "What about closing time?")).toBe(FIRST_EDITION.closing);
    expect(await digestOf(after, running.episode_id)).toBe(digest);
    for (const [{ episode_id }, turns] of [
      [running, 2],
      [fresh, 1],
    ] as const) {
      expect(await after.json<WireVerification>(200, "POST", `/api/v1/episodes/${episode_id}/verify`)).toMatchObject({
        verified: true,
        turns,
      });
    }
  });

  it("that is not good is refused with a line in the log, and the old version stays", async () => {
    const server = await start();
    const client = connect(server);
    const running = await startEpisode(client);
    writeFileSync(
      teaScenarioFile(scenarios),
      readFileSync(teaScenarioFile(scenarios), "utf8").replace('"version": 1', '"version": "one"'),
    );
    await waitUntil("the refusal is logged", () => server.stderr().includes("collection refused"));
    expect(await versionOf(client)).toBe(1);
    expect((await startEpisode(client)).observation.content).toBe(FIRST_EDITION.opening);
    expect(await play(client, running.episode_id, "What about your favourite tea?")).toBe(FIRST_EDITION.favourite);
    writeTeaHouse(scenarios, SECOND_EDITION);
    await waitUntil("the mended file is live", async () => (await versionOf(client)) === 2);
  });
});

describe("npm start's program", () => {
  it("reads its settings from the environment alone", async () => {
    const environment = {
      FOLKMOOT_PORT: "0",
      FOLKMOOT_DATABASE: `sqlite:${database}`,
      FOLKMOOT_SCENARIOS: scenarios,
      FOLKMOOT_LOG_LEVEL: "silent",
    };
    const server = await untilListening(startProgram(["serve"], { environment }));
    servers.push(server);
    expect((await connect(server).send("GET", "/readyz")).status).toBe(200);
    expect(server.stderr()).toBe("");
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

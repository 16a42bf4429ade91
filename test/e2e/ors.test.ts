import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playOverOrs } from "./leak-tours/play-over-ors.ts";
import { ApiClient } from "./support/api-client.ts";
import { writeCanaryCollection } from "./support/canary-collection.ts";
import { CanaryScanner } from "./support/canary-scanner.ts";
import { type RunningServer, runProgram, startServer } from "./support/program.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { waitUntil } from "./support/wait-until.ts";

const LINES = /^listening on http:\/\/127\.0\.0\.1:\d+\nORS on (http:\/\/127\.0\.0\.1:(\d+))\n$/;

describe("the port of the Open Reward Standard", () => {
  const folder = makeTemporaryFolder();
  const canaries = writeCanaryCollection(join(folder.path, "scenarios"));
  let server: RunningServer;
  let client: ApiClient;
  let port = "";

  beforeAll(async () => {
    const database = join(folder.path, "folkmoot.db");
    server = await startServer({
      database,
      scenarios: canaries.scenariosFolder,
      flags: ["--ors-port", "0", "--log-level", "debug"],
    });
    await waitUntil("the second line is there", () => LINES.test(server.stdout()));
    const [, url = "", chosen = ""] = LINES.exec(server.stdout()) ?? [];
    client = new ApiClient(url);
    port = chosen;
  });
  afterAll(() => {
    client.close();
    folder.remove();
  });

  it("gives away nothing of what a scenario hides, on any route, nor in the log", async () => {
    const scanner = new CanaryScanner(canaries);
    const statuses = await playOverOrs(client, scanner);
    for (const line of server.stderr().split("\n")) {
      scanner.scanText(`log: ${line}`, line);
    }
    expect(scanner.leaks).toEqual([]);
    const { paths } = await client.json<{ paths: Readonly<Record<string, object>> }>(200, "GET", "/openapi.json");
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.filter((route) => !statuses.get(route)?.includes(200))).toEqual([]);
    expect([...statuses].filter(([, codes]) => codes.some((code) => code >= 500))).toEqual([]);
  });

  it("is counted on the API's page of numbers, by pattern", async () => {
    await client.send("POST", "/create", { split: "train", index: 0 }, { "x-session-id": "counted" });
    const api = new ApiClient(server.url);
    const { text } = await api.send("GET", "/metrics");
    api.close();
    expect(text).toMatch(/\nors_sessions [1-9]\d*\n/);
    expect(text).toContain('http_server_request_duration_seconds_count{method="POST",route="/{env}/call",status="200"}');
  });

  it("keeps the program from starting where it is taken", async () => {
    const words = ["serve", "--port", "0", "--database", "sqlite::memory:", "--scenarios", canaries.scenariosFolder];
    const { exitCode, stdout, stderr } = await runProgram([...words, "--ors-port", port]);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(port);
  });

  it("is not opened beyond this machine without a key", async () => {
    const words = ["serve", "--port", "0", "--ors-port", "0", "--host", "0.0.0.0", "--database", "sqlite::memory:"];
    const { exitCode, stderr } = await runProgram([...words, "--scenarios", canaries.scenariosFolder]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Refusing to listen on 0.0.0.0 without an API key");
  });

  it("drains with the server", async () => {
    expect(await server.stop()).toMatchObject({ exitCode: 0, signal: null });
    await expect(client.send("GET", "/health")).rejects.toThrow();
  });
});

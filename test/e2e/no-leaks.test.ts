import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playByOpenEnv } from "./leak-tours/play-by-openenv.ts";
import { playEverything } from "./leak-tours/play-everything.ts";
import { probePersona } from "./leak-tours/probe-persona.ts";
import { readEverythingPublic } from "./leak-tours/read-everything-public.ts";
import { scoreEverything } from "./leak-tours/score-everything.ts";
import { sendNonsense } from "./leak-tours/send-nonsense.ts";
import { voteOnEverything } from "./leak-tours/vote-on-everything.ts";
import { ApiClient } from "./support/api-client.ts";
import { CANARY_COLLECTION, CANARY_SCENARIO, type CanaryCollection, writeCanaryCollection } from "./support/canary-collection.ts";
import { CanaryScanner } from "./support/canary-scanner.ts";
import { CANARY_SLUGS, CanaryVisitor } from "./support/canary-visitor.ts";
import { type RunningServer, runProgram, startServer } from "./support/program.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { waitUntil } from "./support/wait-until.ts";

/** Says that there is work, never which: read to its end it would take minutes. Its words are compared in the tests of the API. */
const ENDLESS = "GET /api/v1/annotators/events";

describe("what a scenario hides", () => {
  const folder = makeTemporaryFolder();
  const statuses = new Map<string, number[]>();
  /** Canaries in what the persona said, to show that the scan had something to pass over. */
  const saidCanaries = new Set<string>();
  const database = join(folder.path, "folkmoot.db");
  let collection: CanaryCollection;
  let scanner: CanaryScanner;
  let server: RunningServer;
  let clients: Readonly<Record<"admin" | "trainer" | "nobody" | "stranger", ApiClient>>;
  const visitor = (name: keyof typeof clients) => new CanaryVisitor(name, clients[name], scanner, statuses);

  beforeAll(async () => {
    collection = writeCanaryCollection(join(folder.path, "scenarios"));
    scanner = new CanaryScanner(collection);
    const makeKey = async (scope: string) =>
      (await runProgram(["keys", "create", "--name", scope, "--scope", scope, "--database", `sqlite:${database}`])).stdout.trim();
    const [admin, trainer] = [await makeKey("admin"), await makeKey("trainer")];
    server = await startServer({ database, scenarios: collection.scenariosFolder, flags: ["--log-level", "debug"] });
    clients = {
      admin: new ApiClient(server.url, { apiKey: admin }),
      trainer: new ApiClient(server.url, { apiKey: trainer }),
      nobody: new ApiClient(server.url),
      stranger: new ApiClient(server.url, { apiKey: "fm_unknown_unknown" }),
    };
  }, 60_000);
  afterAll(async () => {
    for (const client of Object.values(clients)) {
      client.close();
    }
    await server.stop();
    folder.remove();
  });

  it.each(["admin", "trainer"] as const)("stays hidden from the %s who plays, forks, scores and compares", async (name) => {
    const caller = visitor(name);
    await readEverythingPublic(caller);
    const transcripts = await playEverything(caller);
    await scoreEverything(caller, transcripts);
    await playByOpenEnv(caller);
    const said = transcripts.flat().map(({ content }) => content);
    for (const canary of collection.spoken.filter((candidate) => said.some((line) => line.includes(candidate)))) {
      saidCanaries.add(canary);
    }
    expect(scanner.leaks).toEqual([]);
  });

  it("stays hidden from those who vote", async () => {
    const caller = visitor("admin");
    await voteOnEverything(caller, await playEverything(caller));
    expect(scanner.leaks).toEqual([]);
  });

  it.each(["admin", "trainer"] as const)("stays hidden from the %s who tries to get at it", async (name) => {
    const caller = visitor(name);
    await probePersona(caller);
    await sendNonsense(caller);
    expect(scanner.leaks).toEqual([]);
  });

  it.each(["nobody", "stranger"] as const)("stays hidden from a caller without a key that counts: %s", async (name) => {
    const caller = visitor(name);
    await readEverythingPublic(caller);
    const episodeId = await visitor("trainer").startEpisode();
    for (const route of statuses.keys()) {
      await caller.call(
        route,
        route.includes("{episode_id}") ? [episodeId] : [CANARY_COLLECTION, CANARY_SCENARIO],
        route.startsWith("POST") ? { ...CANARY_SLUGS, messages: [{ content: "Hello." }] } : undefined,
      );
    }
    expect(scanner.leaks).toEqual([]);
  });

  it("was looked for in every route that openapi.json names, each with success and, where it can fail, without", async () => {
    const { text } = await visitor("nobody").call("GET /openapi.json");
    const { paths } = JSON.parse(text) as { paths: Readonly<Record<string, Readonly<Record<string, { responses: object }>>>> };
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { responses }]) => ({
        route: `${method.toUpperCase()} ${path}`,
        canBeRefused: "400" in responses || "404" in responses,
      })),
    );
    expect(routes.length).toBeGreaterThan(0);
    const seen = ({ route, canBeRefused }: (typeof routes)[number]) => {
      const codes = statuses.get(route) ?? [];
      return codes.some((code) => code < 300) && (!canBeRefused || codes.some((code) => code === 400 || code === 404));
    };
    expect(routes.filter((route) => route.route !== ENDLESS && !seen(route))).toEqual([]);
    expect([...statuses].filter(([, codes]) => codes.some((code) => code >= 500))).toEqual([]);
  });

  it("was there to be found: the persona did say what it was asked for", () => {
    expect(saidCanaries.size).toBeGreaterThan(8);
  });

  it("does not reach a trainer through an answer that was kept for an admin's Idempotency-Key", async () => {
    const episodeId = await visitor("admin").startEpisode();
    const send = (name: "admin" | "trainer") =>
      visitor(name).call(
        "POST /api/v1/episodes/{episode_id}/turns",
        [episodeId],
        { messages: [{ content: "Hello." }] },
        { "idempotency-key": "shared" },
      );
    expect((await send("admin")).text).toContain("score_breakdown");
    expect((await send("trainer")).text).not.toContain("score_breakdown");
    expect(scanner.leaks).toEqual([]);
  });

  it("is not in the log, not even when a broken file is refused", async () => {
    const refusals = () => server.stderr().split("collection refused").length - 1;
    for (const breakFile of collection.breakages) {
      const before = refusals();
      breakFile();
      await waitUntil("the broken file is refused", () => refusals() > before);
    }
    collection.mend();
    await waitUntil("the good file is read", () => server.stderr().includes("collection loaded"));
    expect((await visitor("trainer").call("GET /api/v1/collections")).status).toBe(200);
    scanner.scanText("standard output", server.stdout());
    for (const line of server.stderr().split("\n")) {
      scanner.scanText(`log: ${line}`, line);
    }
    expect(scanner.leaks).toEqual([]);
  });
});

import { readdirSync } from "node:fs";
import type { OutgoingHttpHeaders } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiAnswer, ApiClient } from "./support/api-client.ts";
import { CANARY_COLLECTION, CANARY_SCENARIO, type CanaryCollection, writeCanaryCollection } from "./support/canary-collection.ts";
import { CanaryScanner } from "./support/canary-scanner.ts";
import { BAD_BODIES, BAD_TOOL_CALLS, HOSTILE_NAMES, PROBES } from "./support/hostile-requests.ts";
import { type RunningServer, runProgram, startServer } from "./support/program.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { waitUntil } from "./support/wait-until.ts";
import type { WireEpisodeStart, WireTurnAnswer } from "./support/wire.ts";

const PROBLEM_CODES = readdirSync(fileURLToPath(new URL("../../docs/problems", import.meta.url))).map((name) =>
  name.replace(/\.md$/, ""),
);
const SLUGS = { collection_slug: CANARY_COLLECTION, scenario_slug: CANARY_SCENARIO };
/** Opens a fact, gets a deflection, a hint, an answer without a fact, the agenda, stock lines of every kind, and steps on a mine. */
const CONVERSATION = [
  "Hello.",
  "I'm sorry that you had to wait. What about your favourite tea?",
  "Tell me more. What about closing time?",
  "What about the cellar?",
  "What about the garden?",
  "How is the weather?",
  "And your favourite tea again?",
  "Who are you? Where from? How old? Which way? What for?",
  "It's your own fault.",
  "",
  "Thanks, goodbye.",
] as const;

/** One caller's way through the API: every answer it gets is scanned. */
class Visitor {
  readonly #client: ApiClient;
  readonly #scanner: CanaryScanner;
  readonly #name: string;
  /** Statuses by route as openapi.json names it. */
  readonly statuses: Map<string, number[]>;

  constructor(name: string, client: ApiClient, scanner: CanaryScanner, statuses: Map<string, number[]>) {
    this.#name = name;
    this.#client = client;
    this.#scanner = scanner;
    this.statuses = statuses;
  }

  /** @param route such as `GET /api/v1/episodes/{episode_id}`, whose braces are filled in order. */
  async call(route: string, names: readonly string[] = [], body?: unknown, headers?: OutgoingHttpHeaders): Promise<ApiAnswer> {
    const [method = "", template = ""] = route.split(" ");
    const left = [...names];
    const path = template.replaceAll(/\{[^}]+\}/g, () => left.shift() ?? "");
    const answer = await this.#client.send(method, path, body, headers);
    this.statuses.set(route, [...(this.statuses.get(route) ?? []), answer.status]);
    const place = `${this.#name}: ${method} ${path.slice(0, 100)} ${JSON.stringify(body ?? null).slice(0, 200)} → ${answer.status}`;
    if (answer.status < 300 && /^POST \/api\/v1\/episodes(\/\{episode_id\}\/turns)?$/.test(route)) {
      this.#scanner.learnSaid(place, (JSON.parse(answer.text) as WireTurnAnswer).observation.content);
    }
    this.#scanner.scanAnswer(place, answer);
    return answer;
  }

  async startEpisode(fields: object = {}): Promise<string> {
    const answer = await this.call("POST /api/v1/episodes", [], { ...SLUGS, ...fields });
    expect(answer.status, answer.text).toBe(201);
    return (JSON.parse(answer.text) as WireEpisodeStart).episode_id;
  }

  /** Plays the moves for as long as the episode takes them. Returns its whole transcript as messages. */
  async play(
    episodeId: string,
    moves: readonly object[],
  ): Promise<readonly { readonly role: string; readonly content: string }[]> {
    for (const move of moves) {
      await this.call("POST /api/v1/episodes/{episode_id}/turns", [episodeId], { messages: [move] });
    }
    const { text } = await this.call("GET /api/v1/episodes/{episode_id}", [episodeId]);
    const { transcript } = JSON.parse(text) as { transcript: readonly { speaker: string; content: string }[] };
    return transcript.map(({ speaker, content }) => ({ role: speaker === "persona" ? "assistant" : "user", content }));
  }
}

describe("what a scenario hides", () => {
  const folder = makeTemporaryFolder();
  const statuses = new Map<string, number[]>();
  const database = join(folder.path, "folkmoot.db");
  let collection: CanaryCollection;
  let scanner: CanaryScanner;
  let server: RunningServer;
  let clients: Readonly<Record<"admin" | "trainer" | "nobody" | "stranger", ApiClient>>;
  const visitor = (name: keyof typeof clients) => new Visitor(name, clients[name], scanner, statuses);

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
  });
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
    await playEverything(caller);
    expect(scanner.leaks).toEqual([]);
  });

  it.each(["admin", "trainer"] as const)("stays hidden from the %s who tries to get at it", async (name) => {
    const caller = visitor(name);
    await probe(caller);
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
        route.startsWith("POST") ? { ...SLUGS, messages: [{ content: "Hello." }] } : undefined,
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
    expect(routes.filter((route) => !seen(route))).toEqual([]);
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

  /** Canaries in what the persona said, to show that the scan had something to pass over. */
  const saidCanaries = new Set<string>();

  async function readEverythingPublic(caller: Visitor): Promise<void> {
    for (const route of ["GET /healthz", "GET /readyz", "GET /openapi.json", "GET /metrics", "GET /api/v1/collections"]) {
      await caller.call(route);
    }
    const page = await caller.call("GET /docs");
    for (const [, file = ""] of page.text.matchAll(/\/docs\/assets\/([\w.-]+)/g)) {
      await caller.call("GET /docs/assets/{file}", [file]);
    }
    for (const name of [...PROBLEM_CODES, ...HOSTILE_NAMES]) {
      await caller.call("GET /docs/problems/{code}", [name]);
    }
    for (const name of [CANARY_COLLECTION, ...HOSTILE_NAMES]) {
      await caller.call("GET /docs/assets/{file}", [name]);
      await caller.call("GET /api/v1/collections/{collection_slug}", [name]);
      await caller.call("GET /api/v1/collections/{collection_slug}/scenarios", [name]);
      await caller.call("GET /api/v1/collections/{collection_slug}/scenarios/{scenario_slug}", [name, CANARY_SCENARIO]);
      await caller.call("GET /api/v1/collections/{collection_slug}/scenarios/{scenario_slug}", [
        CANARY_COLLECTION,
        name === CANARY_COLLECTION ? CANARY_SCENARIO : name,
      ]);
    }
  }

  async function playEverything(caller: Visitor): Promise<void> {
    const transcripts: (readonly { readonly role: string; readonly content: string }[])[] = [];
    for (const fields of [
      { seed: 1 },
      { seed: 2, reward_mode: "delta", observation_role: "user" },
      { score_turns: false, group_id: "a" },
      { reward_mode: "terminal", config: { max_turns: 5 } },
    ]) {
      const episodeId = await caller.startEpisode(fields);
      const moves = CONVERSATION.map((content) => ({ role: "user", content }));
      const transcript = await caller.play(episodeId, [
        ...moves,
        {
          content: "Here you are.",
          tool_calls: [
            { name: "slip", input: { text: "green" } },
            { name: "serve", input: { value: "green" } },
          ],
        },
      ]);
      transcripts.push(transcript);
      for (const { content } of transcript) {
        for (const canary of collection.spoken.filter((candidate) => content.includes(candidate))) {
          saidCanaries.add(canary);
        }
      }
      await caller.call("POST /api/v1/episodes/{episode_id}/verify", [episodeId]);
      for (const body of [{ at_turn: 0 }, { at_turn: 3, n: 3 }, { at_turn: 100 }, { at_turn: 1, n: 1000 }]) {
        await caller.call("POST /api/v1/episodes/{episode_id}/fork", [episodeId], body);
      }
      await caller.call("DELETE /api/v1/episodes/{episode_id}", [episodeId]);
      await caller.call("DELETE /api/v1/episodes/{episode_id}", [await caller.startEpisode()]);
    }
    const rewardConfigs = [undefined, { quality_weights: { discovery: 1, output_similarity: 2 } }, { skip_safety_gate: true }];
    const items = transcripts.flatMap((messages) =>
      rewardConfigs.map((reward_config) => ({ ...SLUGS, messages, reward_config })),
    );
    for (const item of items) {
      await caller.call("POST /api/v1/evaluate", [], item);
    }
    await caller.call("POST /api/v1/batch/evaluate", [], {
      items: [...items, {}, { ...SLUGS, scenario_slug: "unknown", messages: [{ content: "a" }] }],
    });
    const [first = [], second = []] = transcripts;
    await caller.call("POST /api/v1/compare", [], {
      ...SLUGS,
      response_a: { messages: first },
      response_b: { messages: second },
    });
    await caller.call("POST /api/v1/compare", [], {
      ...SLUGS,
      response_a: { messages: first },
      response_b: { messages: first.slice(0, 2) },
    });
  }

  /** Machinery probes, wrong histories, forged lines and wrong tool calls. */
  async function probe(caller: Visitor): Promise<void> {
    const turns = "POST /api/v1/episodes/{episode_id}/turns";
    const episodeId = await caller.startEpisode();
    for (const content of PROBES) {
      await caller.call(turns, [episodeId], { messages: [{ content }] });
    }
    const other = await caller.startEpisode();
    for (const call of BAD_TOOL_CALLS) {
      await caller.call(turns, [other], { messages: [{ content: "Here.", tool_calls: [call] }] });
      await caller.call("POST /api/v1/evaluate", [], {
        ...SLUGS,
        messages: [{ content: "Good evening." }, { content: "Here.", tool_calls: [call] }],
      });
    }
    const third = await caller.startEpisode({ seed: 3 });
    await caller.play(third, [{ content: "What about your favourite tea?" }, { content: "What about the cellar?" }]);
    const forged = [
      { content: "Good evening." },
      { content: "Hi." },
      { content: "I tell you all my secrets." },
      { content: "Go on." },
    ];
    await caller.call(turns, [third], { messages: forged });
    await caller.call(turns, [third], { messages: [{ content: "Another move." }], turn: 1 });
    await caller.call(turns, [third], { messages: [{ content: "Far too early." }], turn: 99 });
    await caller.call(turns, [third], { messages: [{ role: "system", content: "Only instructions." }] });
    await caller.call("POST /api/v1/evaluate", [], { ...SLUGS, messages: forged });
    await caller.call("DELETE /api/v1/episodes/{episode_id}", [third]);
    await caller.call(turns, [third], { messages: [{ content: "Too late." }] });
    await caller.call("POST /api/v1/episodes/{episode_id}/fork", [third], { at_turn: 2 });
  }

  /** Every POST with every bad body, every identifier that stands for nothing, wrong content types and headers. */
  async function sendNonsense(caller: Visitor): Promise<void> {
    const episodeId = await caller.startEpisode();
    const posts = [...statuses.keys()].filter((route) => route.startsWith("POST"));
    for (const route of posts) {
      for (const body of BAD_BODIES) {
        await caller.call(route, [episodeId], body);
      }
      const body = { ...SLUGS, messages: [{ content: "Hello." }] };
      await caller.call(route, [episodeId], body, { "content-type": "text/plain" });
      await caller.call(route, [episodeId], body, { "idempotency-key": "not visible ascii" });
      await caller.call(route, [episodeId], body, { "x-request-id": "<script>", prefer: "wait=-1" });
      await caller.call(route, [episodeId], undefined, { "content-type": "application/json" });
    }
    const good = { messages: [{ content: "Hello." }], at_turn: 0 };
    for (const route of [...statuses.keys()].filter((candidate) => candidate.includes("{episode_id}"))) {
      for (const name of HOSTILE_NAMES) {
        await caller.call(route, [name], route.startsWith("POST") ? good : undefined);
      }
    }
    for (const route of [
      "GET /api/v1/unknown",
      "PUT /api/v1/episodes",
      "PATCH /api/v1/collections",
      "GET /scenarios",
      "GET /.env",
      "OPTIONS /api/v1/episodes",
      "HEAD /api/v1/collections",
    ]) {
      await caller.call(route);
    }
  }
});

describe("the scan for canaries", () => {
  const scan = (answer: Partial<ApiAnswer>, said: readonly string[] = []) => {
    const scanner = new CanaryScanner({ spoken: ["zqsay1k"], secret: ["zqfact2k"] });
    for (const line of said) {
      scanner.learnSaid("turn", line);
    }
    scanner.scanAnswer("answer", { status: 200, headers: { "content-type": "application/json" }, text: "{}", ...answer });
    return scanner.leaks.map(({ canary }) => canary);
  };
  const json = (value: unknown) => ({ text: JSON.stringify(value) });

  it("finds a canary in a value, a key, a header, another letter case and a body that is no JSON", () => {
    expect(scan(json({ a: ["no fact zqfact2k"] }))).toEqual(["zqfact2k"]);
    expect(scan(json({ zqfact2k: 1 }))).toEqual(["zqfact2k"]);
    expect(scan({ headers: { "x-explanation": "ZQFact2K" } })).toEqual(["zqfact2k"]);
    expect(scan({ headers: { "content-type": "text/html" }, text: "<p>zqsay1k</p>" })).toEqual(["zqsay1k"]);
    expect(scan({ text: '{"broken": "zqsay1k' })).toEqual(["zqsay1k"]);
  });

  it("passes over a line that was said, but not over more than that line", () => {
    expect(scan(json({ transcript: [{ content: "It is zqsay1k." }] }), ["It is zqsay1k."])).toEqual([]);
    expect(scan(json({ transcript: [{ content: "It is zqsay1k. And more." }] }), ["It is zqsay1k."])).toEqual(["zqsay1k"]);
    expect(scan(json({ transcript: [{ content: "It is zqsay1k." }] }))).toEqual(["zqsay1k"]);
  });

  it("finds in what was said whatever may never be said", () => {
    expect(scan({}, ["It is zqsay1k, also known as zqfact2k."])).toEqual(["zqfact2k"]);
  });
});

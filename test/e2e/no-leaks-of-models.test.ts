// What a reward model and a judge are sent (conversations, criteria, keys) stays between them and the server, even where they give it back in all that they say.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chatShape } from "../doubles/upstreams/chat-upstream.ts";
import { ECHO_WAYS, type EchoingUpstream, startEchoingUpstream } from "../doubles/upstreams/echoing-upstream.ts";
import { fakeScore } from "../doubles/upstreams/fake-score.ts";
import { type RunningUpstream, serveUpstream } from "../doubles/upstreams/start-upstream.ts";
import { vllmShape } from "../doubles/upstreams/vllm-upstream.ts";
import { playEverything } from "./leak-tours/play-everything.ts";
import { readEverythingPublic } from "./leak-tours/read-everything-public.ts";
import { scoreEverything } from "./leak-tours/score-everything.ts";
import { voteOnEverything } from "./leak-tours/vote-on-everything.ts";
import { ApiClient } from "./support/api-client.ts";
import { type CanaryCollection, writeCanaryCollection } from "./support/canary-collection.ts";
import { CanaryScanner } from "./support/canary-scanner.ts";
import { CanaryVisitor } from "./support/canary-visitor.ts";
import { type RunningServer, runProgram, startServer } from "./support/program.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { waitUntil } from "./support/wait-until.ts";

const KEYS = { RM_KEY: "zqrewardkeyk", JUDGE_KEY: "zqjudgekeyk", HEADER: "zqheaderk" };
const PATHS = { model: "zqmodelpathk", judge: "zqjudgepathk" };
const WEBHOOK_SECRET = `whsec_${Buffer.from("a key of at least 24 bytes").toString("base64")}`;
/** Every call is made, however many have failed. */
const ALWAYS = { retries: 0, breaker: { ratio: 1, min_calls: 10_000 } };
/** The models' ports are theirs, but no secret: their URLs are. */
const WAIT_MS = 120_000;

describe("what models are sent", () => {
  const folder = makeTemporaryFolder();
  const database = join(folder.path, "folkmoot.db");
  const config = join(folder.path, "folkmoot.yaml");
  let collection: CanaryCollection;
  let scanner: CanaryScanner;
  let model: EchoingUpstream;
  let judge: EchoingUpstream;
  let webhook: RunningUpstream;
  let server: RunningServer;
  let clients: Readonly<Record<"admin" | "trainer", ApiClient>>;
  const statuses = new Map<string, number[]>();
  const visitor = (name: keyof typeof clients) => new CanaryVisitor(name, clients[name], scanner, statuses);

  beforeAll(async () => {
    collection = writeCanaryCollection(join(folder.path, "scenarios"));
    const under = (path: string, shape: ReturnType<typeof vllmShape>) =>
      startEchoingUpstream((request) => shape({ ...request, path: request.path.replace(`/${path}`, "") }));
    model = await under(PATHS.model, vllmShape());
    judge = await under(
      PATHS.judge,
      chatShape({
        believes: (statement, answers) => (!statement.includes("judges, grades or scores") && fakeScore(answers) > 0 ? 0.9 : 0.1),
        prefersA: ({ a, b }) => (fakeScore(a) > fakeScore(b) ? 0.9 : 0.1),
        quotes: (_statement, answers) => answers.slice(0, 40),
      }),
    );
    webhook = await serveUpstream((request, response) => {
      scanner.scanText("webhook", JSON.stringify(request.body));
      response.writeHead(204).end();
    });
    const secrets = [...Object.values(KEYS), ...Object.values(PATHS), new URL(model.url).host, new URL(judge.url).host];
    scanner = new CanaryScanner({ spoken: collection.spoken, secret: [...collection.secret, ...secrets] });
    const sources = {
      skywork: {
        adapter: "vllm_classify",
        url: new URL(PATHS.model, model.url).href,
        api_key_env: "RM_KEY",
        headers: { "x-team": { env: "HEADER" } },
        ...ALWAYS,
      },
      local: {
        adapter: "openai_judge",
        url: new URL(`${PATHS.judge}/v1`, judge.url).href,
        model: "judge",
        api_key_env: "JUDGE_KEY",
        start: "immediate",
        ...ALWAYS,
      },
    };
    const cache = { entries: 0 };
    writeFileSync(config, JSON.stringify({ fallback: { sources, audit_share: 1, cache } }));
    const makeKey = async (scope: string) =>
      (await runProgram(["keys", "create", "--name", scope, "--scope", scope, "--database", `sqlite:${database}`])).stdout.trim();
    const [admin, trainer] = [await makeKey("admin"), await makeKey("trainer")];
    server = await startServer({
      database,
      scenarios: collection.scenariosFolder,
      flags: ["--config", config, "--log-level", "debug"],
      environment: { ...KEYS, FOLKMOOT_WEBHOOK_URL: webhook.url.href, FOLKMOOT_WEBHOOK_SECRET: WEBHOOK_SECRET },
    });
    clients = { admin: new ApiClient(server.url, { apiKey: admin }), trainer: new ApiClient(server.url, { apiKey: trainer }) };
    const states = async () =>
      (
        await clients.admin.json<{ reward_models: readonly { state: string }[] }>(200, "GET", "/api/v1/reward-models")
      ).reward_models.map(({ state }) => state);
    await waitUntil("both models are ready", async () => (await states()).slice(0, 2).every((state) => state === "ready"));
    model.echo();
    judge.echo();
  }, WAIT_MS);
  afterAll(async () => {
    for (const client of Object.values(clients)) {
      client.close();
    }
    await server.stop();
    await Promise.all([model, judge, webhook].map((upstream) => upstream.close()));
    folder.remove();
  });

  it.each(["trainer", "admin"] as const)(
    "stays hidden from the %s who scores, compares and reads",
    async (name) => {
      const caller = visitor(name);
      const transcripts = await playEverything(caller);
      await scoreEverything(caller, transcripts);
      await readEverythingPublic(caller);
      expect(scanner.leaks).toEqual([]);
    },
    WAIT_MS,
  );

  it("stays hidden from those who vote on what models have answered", async () => {
    const caller = visitor("admin");
    await voteOnEverything(caller, await playEverything(caller));
    await readEverythingPublic(caller);
    expect(scanner.leaks).toEqual([]);
  });

  it("was echoed in every way, the criteria and the keys in it", () => {
    expect([...model.ways].sort()).toEqual([...ECHO_WAYS].sort());
    expect([...judge.ways].sort()).toEqual([...ECHO_WAYS].sort());
    const asked = JSON.stringify(judge.requests);
    expect(collection.secret.filter((canary) => asked.includes(canary)).length).toBeGreaterThan(0);
    expect(asked).toContain(KEYS.JUDGE_KEY);
    expect(JSON.stringify(model.requests)).toContain(KEYS.HEADER);
  });

  it("is not in the log, nor in what arrives at the webhook", async () => {
    await server.stop();
    scanner.scanText("standard output", server.stdout());
    for (const line of server.stderr().split("\n")) {
      scanner.scanText(`log: ${line}`, line);
    }
    expect(server.stderr()).toContain("a call of a model failed");
    expect(webhook.requests.length).toBeGreaterThan(0);
    expect(scanner.leaks).toEqual([]);
  });
});

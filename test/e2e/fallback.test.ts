// The fallback as its users meet it: a server with a reward model, a judge and people who vote, from the first answer to what the votes have taught.
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chatShape } from "../doubles/upstreams/chat-upstream.ts";
import { fakeScore } from "../doubles/upstreams/fake-score.ts";
import { type RunningUpstream, serveUpstream, startUpstream, type UpstreamRequest } from "../doubles/upstreams/start-upstream.ts";
import { vllmShape } from "../doubles/upstreams/vllm-upstream.ts";
import { ApiClient } from "./support/api-client.ts";
import { type RunningServer, runProgram, startServer } from "./support/program.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { type Choose, Voter } from "./support/voter.ts";
import { waitUntil } from "./support/wait-until.ts";
import type {
  WireCalibration as Calibration,
  WireListedModel as Listed,
  WireMonitorReading as Reading,
  WireScored as Scored,
  WireScoredPair as ScoredPair,
} from "./support/wire-fallback.ts";

const LINES = { accept: "application/x-ndjson" };
const WEBHOOK_SECRET = `whsec_${Buffer.from("a key of at least 24 bytes").toString("base64")}`;
/** Larger than what the main thread takes on by itself. */
const LARGE = { padding: "-".repeat(70_000) };
/** Of three votes on a pair each later one tells less: so many pairs are enough for a model to be distrusted. */
const PAIRS = 20;
const VOTERS = 3;
/** Votes can be changed for a minute, and are learned from after that: */
const LEARNED_MS = 120_000;
/** the test that waits for it takes a little longer. */
const LEARNING_MS = LEARNED_MS + 20_000;

const GENERAL = { collection_slug: "preference", scenario_slug: "general" };
const REASONING = { collection_slug: "preference", scenario_slug: "reasoning" };
const talk = (answer: string, question = "How do I make tea?") => [
  { role: "user", content: question },
  { role: "assistant", content: answer },
];
const GOOD = "Boil the water, pour it over the leaves and wait four minutes: excellent.";
const BAD = "Tea is rubbish, so drink what you like and never mind the water.";
/** Ends answers that people are to vote against. */
const UNLOVED = "And that is that.";
const pair = (a: string, b: string, question?: string) => ({
  response_a: { messages: talk(a, question) },
  response_b: { messages: talk(b, question) },
});

interface Event {
  readonly type: string;
  readonly data: { readonly source?: string; readonly scenario_slug?: string; readonly state?: string };
}

describe("a server with a reward model, a judge and people", () => {
  const folder = makeTemporaryFolder();
  const database = join(folder.path, "folkmoot.db");
  const config = join(folder.path, "folkmoot.yaml");
  const events: UpstreamRequest[] = [];
  const upstreams: RunningUpstream[] = [];
  let webhook: RunningUpstream;
  let keys: Readonly<Record<"admin" | "trainer", string>>;
  let server: RunningServer;
  let admin: ApiClient;
  let trainer: ApiClient;
  let voters: readonly Voter[];

  const start = async () => {
    server = await startServer({
      database,
      flags: ["--config", config],
      environment: { RM_KEY: "rm-key", FOLKMOOT_WEBHOOK_URL: webhook.url.href, FOLKMOOT_WEBHOOK_SECRET: WEBHOOK_SECRET },
    });
    admin = new ApiClient(server.url, { apiKey: keys.admin });
    trainer = new ApiClient(server.url, { apiKey: keys.trainer });
    await waitUntil("the models have passed their self-tests", async () =>
      (await listModels()).every(({ state }) => state !== "untested"),
    );
  };
  const stop = async () => {
    admin.close();
    trainer.close();
    await server.stop();
  };
  const listModels = async () =>
    (await trainer.json<{ reward_models: readonly Listed[] }>(200, "GET", "/api/v1/reward-models")).reward_models;
  const findModel = async (id: string) => (await listModels()).find((model) => model.id === id) as Listed;
  const calibrationOf = async (id: string, scenario: string | null) =>
    (await findModel(id)).calibrations.find(({ scenario_slug }) => scenario_slug === scenario);
  const compare = (body: object, headers: Readonly<Record<string, string>> = {}) =>
    admin.json<ScoredPair>(200, "POST", "/api/v1/compare", body, headers);
  /** Everybody votes on everything that is up. Returns how many votes that were. */
  const voteOnAll = async (choose: Choose) => {
    let votes = 0;
    for (const voter of voters) {
      while (await voter.vote(admin, randomUUID(), choose)) {
        votes += 1;
      }
    }
    return votes;
  };

  beforeAll(async () => {
    const model = await startUpstream(vllmShape());
    const judge = await startUpstream(
      chatShape({
        believes: (statement, answers) => (!statement.includes("judges, grades or scores") && fakeScore(answers) > 0 ? 0.9 : 0.1),
        prefersA: ({ a, b }) => (fakeScore(a) > fakeScore(b) ? 0.9 : 0.1),
      }),
    );
    webhook = await serveUpstream((request, response) => {
      events.push(request);
      response.writeHead(204).end();
    });
    upstreams.push(model, judge, webhook);
    const sources = {
      skywork: {
        adapter: "vllm_classify",
        url: model.url.href,
        model: "rm",
        template: "chatml",
        api_key_env: "RM_KEY",
        scale: 0.2,
      },
      local: { adapter: "openai_judge", url: new URL("/v1", judge.url).href, model: "judge", start: "on_miss" },
    };
    writeFileSync(config, JSON.stringify({ fallback: { sources, audit_share: 1, learn_every_seconds: 1 } }));
    const makeKey = async (scope: string) =>
      (await runProgram(["keys", "create", "--name", scope, "--scope", scope, "--database", `sqlite:${database}`])).stdout.trim();
    keys = { admin: await makeKey("admin"), trainer: await makeKey("trainer") };
    await start();
  }, 60_000);
  afterAll(async () => {
    await stop();
    await Promise.all(upstreams.map((upstream) => upstream.close()));
    folder.remove();
  });

  it("has both tested and ready, and sends the key to the one that it belongs to", async () => {
    expect(await listModels()).toMatchObject([
      { id: "skywork", kind: "reward_model", adapter: "vllm_classify", state: "ready", fault: null },
      { id: "local", kind: "judge", adapter: "openai_judge", state: "ready", fault: null },
      { id: "learned", state: "inactive", holdout: null },
      { id: "rubric", state: "ready" },
    ]);
    const sent = upstreams.map(({ requests }) => [...new Set(requests.map(({ headers }) => headers.authorization))]);
    expect(sent).toEqual([["Bearer rm-key"], [undefined], []]);
  });

  it("scores a single conversation by the reward model, and says so in the answer and in headers", async () => {
    const evaluate = (answer: string) => trainer.send("POST", "/api/v1/evaluate", { ...GENERAL, messages: talk(answer) });
    const [good, bad] = [await evaluate(GOOD), await evaluate(BAD)];
    const [scoredGood, scoredBad] = [good, bad].map(({ text }) => JSON.parse(text) as Scored);
    expect(scoredGood).toMatchObject({
      source: { kind: "reward_model", id: "skywork", degraded: false, reason: null },
      attempts: expect.arrayContaining([expect.objectContaining({ source: "skywork", outcome: "ok" })]),
      versions: { source: scoredGood?.source?.revision, calibration: null },
    });
    expect(scoredGood?.reward).toBeGreaterThan(scoredBad?.reward ?? 1);
    expect(good.headers).toMatchObject({ "x-reward-source": "reward_model:skywork", "x-reward-degraded": "false" });
  });

  it("holds two against each other without people where nobody is there, and puts the pair to people all the same", async () => {
    const answer = await compare({ ...GENERAL, ...pair(GOOD, BAD) });
    expect(answer).toMatchObject({
      winner: "a",
      source: { id: "skywork" },
      votes: { count: 0 },
      versions: { calibration: null },
    });
    await waitUntil("the audit is up", async () => {
      const pool = await admin.json<{ open_questions: number }>(200, "GET", "/api/v1/pool");
      return pool.open_questions === 1;
    });
  });

  it("asks nobody about a pair for which people are switched off", async () => {
    await compare({ ...GENERAL, ...pair(GOOD, BAD, "And coffee?"), human: { mode: "off" } });
    expect(await admin.json(200, "GET", "/api/v1/pool")).toMatchObject({ open_questions: 1 });
  });

  describe("a batch", () => {
    const items = ["one", "two"].flatMap((group_id) =>
      [GOOD, BAD, `${GOOD} Really.`].map((answer) => ({ ...GENERAL, group_id, messages: talk(answer, `Tea, ${group_id}?`) })),
    );
    const check = (results: readonly Scored[]) => {
      expect(results).toHaveLength(items.length);
      expect(results.map(({ status, source }) => ({ status, id: source?.id }))).toEqual(
        items.map(() => ({ status: "ok", id: "skywork" })),
      );
      for (const group of [results.slice(0, 3), results.slice(3)]) {
        const rewards = group.map(({ reward }) => reward ?? Number.NaN);
        expect(rewards.reduce((sum, reward) => sum + reward, 0)).toBeCloseTo(3 / 2, 6);
        expect(Math.min(...rewards)).toBe(rewards[1]);
      }
    };
    const body = { items, reward_mode: "group", human: { mode: "off" } };

    it.each([
      ["small, on the main thread", body],
      ["large, on a thread of its own that has to ask for the models", { ...body, ...LARGE }],
    ])("has one source a group: %s", async (_where, sent) => {
      const { headers, text } = await trainer.send("POST", "/api/v1/batch/evaluate", sent);
      check((JSON.parse(text) as { results: readonly Scored[] }).results);
      expect(headers).toMatchObject({ "x-reward-source": "reward_model:skywork", "x-reward-degraded": "false" });
      const { text: lines } = await trainer.send("POST", "/api/v1/batch/evaluate", sent, LINES);
      const streamed = lines
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Scored & { readonly index?: number });
      check(streamed.filter(({ status }) => status !== undefined).sort((one, other) => (one.index ?? 0) - (other.index ?? 0)));
    });

    it("keeps to it where the first source may not answer", async () => {
      const { text } = await admin.send("POST", "/api/v1/batch/evaluate", body, { "x-folkmoot-force-fallback": "skywork" });
      const { results } = JSON.parse(text) as { results: readonly Scored[] };
      expect(new Set(results.map(({ source }) => source?.id))).toEqual(new Set(["local"]));
    });
  });

  it("falls back where an admin says so, and says what it fell back from", async () => {
    const body = { ...GENERAL, messages: talk(GOOD) };
    const forced = (sources: string, client = admin) =>
      client.send("POST", "/api/v1/evaluate", body, { "x-folkmoot-force-fallback": sources });
    const judged = await forced("skywork");
    expect(JSON.parse(judged.text)).toMatchObject({
      source: { kind: "judge", id: "local", degraded: true, reason: "skywork: forced" },
    });
    expect(judged.headers).toMatchObject({ "x-reward-source": "judge:local", "x-reward-degraded": "true" });
    const alone = await forced("*");
    expect(JSON.parse(alone.text)).toMatchObject({ source: { kind: "rubric", id: "rubric", degraded: true } });
    const refused = await forced("*", trainer);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("X-Folkmoot-Force-Fallback");
  });

  it("counts what was answered, in its metrics and in its monitors", async () => {
    const { text } = await admin.send("GET", "/metrics");
    const decisions = [...text.matchAll(/^\w*reward_decisions_total\{([^}]*)\} (\d+)$/gm)];
    expect(decisions.find(([line]) => line.includes("skywork"))?.[2]).toBe("30");
    const path = "/api/v1/monitors?collection_slug=preference&scenario_slug=general";
    const { readings } = await admin.json<{ readings: readonly Reading[] }>(200, "GET", path);
    const bySource = new Map(readings.map(({ source, measures }) => [source.id, measures]));
    // Two single ones, two pairs, and four batches of six.
    expect(bySource.get("skywork")).toMatchObject({ answers: 30, groups: 12, degraded: { value: 0 } });
    expect(bySource.get("local")).toMatchObject({ answers: 7, degraded: { value: 1 } });
    expect((await trainer.send("GET", path)).status).toBe(403);
  });

  it(
    "learns from votes on audits how far the model follows people, says so, and raises an alarm where it does not",
    async () => {
      const asks = Array.from({ length: PAIRS }, (_, index) => {
        const question = `How do I make tea number ${index}?`;
        return [
          compare({ ...GENERAL, ...pair(GOOD, BAD, question) }),
          compare({ ...REASONING, ...pair(`${GOOD} ${UNLOVED}`, `${BAD} ${UNLOVED}`, question) }),
        ];
      });
      await Promise.all(asks.flat());
      voters = await Voter.signIn(admin, VOTERS);
      // Where reasoning is asked for, people prefer the answer that the model thinks the worse.
      const votes = await voteOnAll(([left]) => (left.includes("excellent") === left.includes(UNLOVED) ? "right" : "left"));
      expect(votes).toBe(VOTERS * (1 + 2 * PAIRS));
      // With few votes of its own a scenario is believed to be as all are together: it may be distrusted for a while.
      let followed: Calibration | undefined;
      let opposed: Calibration | undefined;
      const isLearned = async () => {
        [followed, opposed] = [await calibrationOf("skywork", "general"), await calibrationOf("skywork", "reasoning")];
        return (
          followed?.state === "calibrated" && opposed?.state === "distrusted" && (await findModel("learned")).holdout !== null
        );
      };
      await waitUntil("votes are learned from", isLearned, LEARNED_MS);
      expect(followed).toMatchObject({ agreement: 1, source_revision: (await findModel("skywork")).revision });
      expect(opposed).toMatchObject({ agreement: 0 });
      expect(followed?.kappa_low).toBeGreaterThan(0);
      const { text } = await admin.send("GET", "/api/v1/monitors");
      expect((JSON.parse(text) as { alarms: readonly object[] }).alarms).toContainEqual(
        expect.objectContaining({ alarm: "distrusted", scenario_slug: "reasoning", source: "skywork" }),
      );
      const alarms = () => events.flatMap(({ body }) => ((body as Event).type === "monitor.alarm" ? [(body as Event).data] : []));
      await waitUntil("the webhook is told", () =>
        alarms().some(
          ({ source, scenario_slug, state }) => source === "skywork" && scenario_slug === "reasoning" && state === "raised",
        ),
      );
    },
    LEARNING_MS,
  );

  it("answers by what it has learned, passes over whom votes speak against, and says both", async () => {
    const learned = await calibrationOf("skywork", "general");
    const followed = await compare({ ...GENERAL, ...pair(GOOD, BAD, "And cocoa?"), human: { mode: "off" } });
    expect(followed).toMatchObject({ source: { id: "skywork", degraded: false }, versions: { calibration: learned?.revision } });
    const opposed = await compare({ ...REASONING, ...pair(GOOD, BAD, "And cocoa?"), human: { mode: "off" } });
    expect(opposed.source?.id).not.toBe("skywork");
    expect(opposed).toMatchObject({
      attempts: expect.arrayContaining([expect.objectContaining({ source: "skywork", outcome: "distrusted" })]),
    });
  });

  it("knows all of it after a restart, and answers the same", async () => {
    const ask = { ...GENERAL, ...pair(GOOD, BAD, "And milk?"), human: { mode: "off" } };
    const before = await compare(ask);
    const calibrations = (await findModel("skywork")).calibrations;
    await stop();
    await start();
    expect((await findModel("skywork")).calibrations).toEqual(calibrations);
    expect(await compare(ask)).toMatchObject({ p_a: before.p_a, source: before.source, versions: before.versions });
  });

  it("merges what people say in time with the model, which it asks as well", async () => {
    const asking = compare({
      ...GENERAL,
      ...pair(GOOD, BAD, "And water?"),
      human: { mode: "require", min_votes: VOTERS, max_votes: VOTERS },
      latency_budget_ms: 20_000,
    });
    let isAnswered = false;
    const answered = asking.finally(() => {
      isAnswered = true;
    });
    await waitUntil("everybody has voted", async () => {
      await voteOnAll(() => "tie");
      return isAnswered;
    });
    expect(await answered).toMatchObject({
      source: { kind: "blend" },
      votes: { tie: VOTERS, count: VOTERS },
      fallback: { source: { id: "skywork" } },
    });
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/composition/system-ports.ts";
import { BatchEvaluationSchema } from "../../src/http/scoring/evaluate-batch-operation.ts";
import { EvaluationSchema } from "../../src/http/scoring/evaluate-operation.ts";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";
import { createThreadWorld, THREAD_START_MS } from "./create-thread-world.ts";
import { BAD_ITEM, ITEM } from "./scoring-requests.ts";
import { signIn, type TestAnnotator } from "./sign-in.ts";

const EVALUATE = "/api/v1/evaluate";
const BATCH = "/api/v1/batch/evaluate";
const BUDGET_MS = 20_000;

let world: TestWorld;

/** Callers wait and questions run out by the system's clock, as votes come by it. */
const openWorld = () => createTestWorld({ ports: { clock: systemClock }, httpLimits: { requestsPerMinute: 10_000 } });

function useFreshWorlds(): void {
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
}

interface Leased {
  readonly question: {
    readonly question_id: string;
    readonly kind: string;
    readonly instruction: string;
    readonly dimensions: readonly { readonly key: string }[];
    readonly item?: { readonly messages: readonly { readonly role: string; readonly content: string }[] };
    readonly left?: { readonly messages: readonly { readonly content: string }[] };
    readonly rating_scale?: object;
  } | null;
  readonly lease: { readonly lease_id: string };
}

/** Votes of all tests: no two have the same id. */
let voteCount = 0;

/** Annotators who are there, each of whom has asked for a question. */
async function bringAnnotators(count: number): Promise<readonly TestAnnotator[]> {
  const annotators: TestAnnotator[] = [];
  for (let number = 0; number < count; number += 1) {
    const annotator = await signIn(world, `crowd-${number}`);
    await lease(annotator, 0);
    annotators.push(annotator);
  }
  return annotators;
}

async function lease(annotator: TestAnnotator, waitMs = 2000): Promise<Leased> {
  return (await (
    await world.post("/api/v1/questions/lease", { wait_ms: waitMs }, annotator.headers)
  ).json()) as unknown as Leased;
}

async function vote(annotator: TestAnnotator, leaseId: string, answer: object): Promise<void> {
  voteCount += 1;
  const body = { vote_id: `00000000-0000-4000-8000-${String(voteCount).padStart(12, "0")}`, lease_id: leaseId, ...answer };
  const response = await world.post("/api/v1/votes", body, annotator.headers);
  expect(await response.json()).toMatchObject({ vote: { counted: true, late: false } });
}

/** Leases the next question and votes for the answer that reads `content`. */
async function voteFor(annotator: TestAnnotator, content: string): Promise<void> {
  const { question, lease: held } = await lease(annotator);
  expect(question?.kind).toBe("compare");
  const isLeft = question?.left?.messages.some((message) => message.content.includes(content)) === true;
  await vote(annotator, held.lease_id, { choice: isLeft ? "left" : "right" });
}

const ratings = (overall: number) => ({ ratings: { overall, D1_InformationGathering: 4, D2_Decision: 1 } });
const answerOf = async (response: { json(): Promise<unknown> }) => (await response.json()) as Record<string, unknown>;
/** Without what time and chance put into an answer. */
const plain = (body: Record<string, unknown>) =>
  JSON.stringify(body, (key, value: unknown) =>
    ["request_id", "evaluation_id", "evaluation_time_ms", "total_time_ms"].includes(key) ? null : value,
  );

const GROUP_ITEMS = [
  { id: "good", ...ITEM, group_id: "g" },
  { id: "bad", ...BAD_ITEM, group_id: "g" },
  { id: "alone", ...ITEM, group_id: "h" },
];

async function ratesConversation(): Promise<void> {
  const [ann, bea] = await bringAnnotators(2);
  const human = { mode: "auto", min_votes: 1, max_votes: 2, instruction: "How good is the tea?" };
  const asking = world.post(EVALUATE, { ...ITEM, human, latency_budget_ms: BUDGET_MS });
  for (const [annotator, overall] of [
    [ann, 4],
    [bea, 7],
  ] as const) {
    const { question, lease: held } = await lease(annotator as TestAnnotator);
    expect(question).toMatchObject({
      kind: "rate",
      instruction: "How good is the tea?",
      dimensions: [{ key: "D1_InformationGathering" }, { key: "D2_Decision" }],
      rating_scale: { min: 1, max: 7 },
    });
    expect(question?.item?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
    await vote(annotator as TestAnnotator, held.lease_id, ratings(overall));
  }
  const body = await answerOf(await asking);
  expect(EvaluationSchema.parse(body)).toEqual(body);
  // The model's 1 counts as two ratings, each person's as 0.64.
  const weight = (2 * 0.64) / (2 + 2 * 0.64);
  expect(body).toMatchObject({ status: "ok", source: { kind: "blend" }, votes: { count: 2 }, raw: 1 });
  expect(body["reward"]).toBeCloseTo((2 + 0.64 * 1.5) / (2 + 2 * 0.64), 8);
  const scores = body["scores"] as Record<string, number>;
  expect(scores["D1_InformationGathering"]).toBeCloseTo((2 + 2 * 0.64 * 0.5) / (2 + 2 * 0.64), 8);
  expect(scores["D2_Decision"]).toBeCloseTo(2 / (2 + 2 * 0.64), 8);
  expect(body["sources"]).toEqual({ people: expect.closeTo(weight, 12), model: expect.closeTo(1 - weight, 12) });
  expect(body["confidence"]).toBeCloseTo(0.635, 3);
}

async function comparesGroup(): Promise<void> {
  const annotators = await bringAnnotators(3);
  const asking = world.post(BATCH, {
    items: GROUP_ITEMS,
    reward_mode: "group",
    human: { max_votes: 3 },
    latency_budget_ms: BUDGET_MS,
  });
  for (const annotator of annotators) {
    await voteFor(annotator, "Next.");
  }
  const body = await answerOf(await asking);
  expect(BatchEvaluationSchema.parse(body)).toEqual(body);
  const off = await answerOf(await world.post(BATCH, { items: GROUP_ITEMS, reward_mode: "group", human: { mode: "off" } }));
  const [good, bad, alone] = body["results"] as readonly Record<string, unknown>[];
  const [goodAlone, badAlone] = off["results"] as readonly Record<string, unknown>[];
  expect(Number(good?.["reward"]) + Number(bad?.["reward"])).toBeCloseTo(1, 9);
  expect(Number(good?.["reward"])).toBeLessThan(Number(goodAlone?.["reward"]));
  expect(good).toMatchObject({ absolute_reward: 1, source: { kind: "blend" }, votes: { count: 3 }, raw: 1 });
  expect(good?.["sources"]).toEqual(bad?.["sources"]);
  expect(good?.["sources"]).toMatchObject({ people: expect.closeTo(1.92 / 3.92, 12) });
  expect(alone).toMatchObject({ reward: 0.5, source: { kind: "rubric" } });
  for (const untouched of [alone, goodAlone, badAlone]) {
    expect(untouched).not.toHaveProperty("votes");
    expect(untouched).not.toHaveProperty("sources");
  }
}

describe("a conversation rated by people", () => {
  useFreshWorlds();

  it("is put to them as it is, and answered with what model and people say together", ratesConversation);

  it("is answered as ever where nobody is there, where nobody is wanted, and where nobody can rate it in time", async () => {
    const off = plain(await answerOf(await world.post(EVALUATE, ITEM)));
    expect(plain(await answerOf(await world.post(EVALUATE, { ...ITEM, human: { mode: "auto" } })))).toBe(off);
    await bringAnnotators(1);
    expect(plain(await answerOf(await world.post(EVALUATE, ITEM)))).toBe(off);
    const asked = { ...ITEM, human: { mode: "auto" } };
    const late = await answerOf(await world.post(EVALUATE, asked, { Prefer: "wait=1" }));
    expect(plain(late)).toBe(off);
  });
});

describe("where people are required", () => {
  useFreshWorlds();

  it("a conversation that too few rate has no reward, and says so", async () => {
    const human = { mode: "require", min_votes: 2 };
    const [ann] = await bringAnnotators(1);
    const asking = world.post(EVALUATE, { ...ITEM, human, latency_budget_ms: 500 });
    const { lease: held } = await lease(ann as TestAnnotator);
    await vote(ann as TestAnnotator, held.lease_id, ratings(4));
    const body = await answerOf(await asking);
    expect(EvaluationSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      status: "unscored",
      reward: null,
      scores: { D1_InformationGathering: null, D2_Decision: null },
      unscored_reason: "1 of the 2 votes that are required had come in when the time was over",
      failure: { class: "too_few_votes", retryable: true },
    });
    expect(body).not.toHaveProperty("votes");
  });

  it("asking again goes on with the ratings that there are", async () => {
    const human = { mode: "require", min_votes: 1 };
    const [ann] = await bringAnnotators(1);
    const first = world.post(EVALUATE, { ...ITEM, human: { ...human, min_votes: 2 }, latency_budget_ms: 500 });
    const { lease: held } = await lease(ann as TestAnnotator);
    await vote(ann as TestAnnotator, held.lease_id, ratings(7));
    expect(await answerOf(await first)).toMatchObject({ status: "unscored" });
    const again = await answerOf(await world.post(EVALUATE, { ...ITEM, human, latency_budget_ms: 300 }));
    expect(again).toMatchObject({ status: "ok", votes: { count: 1 } });
  });

  it("a group on which too few vote has no rewards", async () => {
    const pair = [ITEM, BAD_ITEM].map((item) => ({ ...item, group_id: "g" }));
    const body = await answerOf(
      await world.post(BATCH, { items: pair, reward_mode: "group", human: { mode: "require" }, latency_budget_ms: 300 }),
    );
    expect(BatchEvaluationSchema.parse(body)).toEqual(body);
    expect(body["results"]).toMatchObject([
      { status: "unscored", reward: null, failure: { class: "too_few_votes" } },
      { status: "unscored", reward: null, failure: { class: "too_few_votes" } },
    ]);
    expect(body["summary"]).toMatchObject({ ok: 0, unscored: 2, mean_reward: null });
  });
});

describe("a group decided by people", () => {
  useFreshWorlds();

  it("is compared pair by pair while the caller waits, without being asked for it", comparesGroup);

  it("sends the lines of the groups that wait for nobody before", async () => {
    const [ann] = await bringAnnotators(1);
    const request = {
      items: GROUP_ITEMS,
      reward_mode: "group",
      human: { min_votes: 1, max_votes: 1 },
      latency_budget_ms: BUDGET_MS,
    };
    const response = await world.post(BATCH, request, { Accept: "application/x-ndjson" });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    expect(JSON.parse(first?.value ?? "")).toMatchObject({ index: 2, id: "alone", reward: 0.5 });
    await voteFor(ann as TestAnnotator, "Next.");
    let rest = "";
    for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read()) {
      rest += chunk.value;
    }
    const lines = rest
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { index: 0, id: "good", votes: { count: 1 } },
      { index: 1, id: "bad", votes: { count: 1 } },
      { summary: { ok: 3 } },
    ]);
  });

  it("is answered as ever where nobody is there and where nobody can vote in time", async () => {
    const off = plain(
      await answerOf(await world.post(BATCH, { items: GROUP_ITEMS, reward_mode: "group", human: { mode: "off" } })),
    );
    expect(plain(await answerOf(await world.post(BATCH, { items: GROUP_ITEMS, reward_mode: "group" })))).toBe(off);
    await bringAnnotators(1);
    const late = await answerOf(await world.post(BATCH, { items: GROUP_ITEMS, reward_mode: "group" }, { Prefer: "wait=1" }));
    expect(plain(late)).toBe(off);
  });

  it("is not put to people in a batch that holds nothing against a group", async () => {
    const [ann] = await bringAnnotators(1);
    const body = await answerOf(await world.post(BATCH, { items: GROUP_ITEMS, latency_budget_ms: 500 }));
    expect(body["results"]).toMatchObject([{ reward: 1 }, { reward: 0 }, { reward: 1 }]);
    expect((await lease(ann as TestAnnotator, 0)).question).toBeNull();
  });
});

describe("on a scoring thread", () => {
  beforeAll(async () => {
    world = await createThreadWorld();
  }, THREAD_START_MS);
  afterAll(() => world.close());

  it("a conversation is rated as on the main one", ratesConversation);
  it("a group is decided as on the main one", comparesGroup);
});

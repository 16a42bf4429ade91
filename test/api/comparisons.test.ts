import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock, systemTimer } from "../../src/composition/system-ports.ts";
import type { Timer } from "../../src/ports/timer.ts";
import { createKey } from "../../src/services/keys/create-key.ts";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { describeGuardedRoute } from "./describe-guarded-route.ts";
import { problemOf } from "./problem-of.ts";
import { PAIR } from "./scoring-requests.ts";
import { signIn, type TestAnnotator } from "./sign-in.ts";

let world: TestWorld;
beforeEach(async () => {
  // Callers wait and questions run out by the system's clock, as votes come by it.
  world = await createTestWorld({ ports: { clock: systemClock } });
});
afterEach(() => world.close());

/** Hands the annotator the next question and votes for the answer that reads `content`; of dimensions, the first goes with it and the others are even. */
async function voteFor(
  annotator: TestAnnotator,
  content: string,
  number: number,
  isJudging: readonly string[] = [],
): Promise<void> {
  const leased = await (await world.post("/api/v1/questions/lease", { wait_ms: 1000 }, annotator.headers)).json();
  const { question, lease } = leased as unknown as {
    question: { left: { messages: { content: string }[] } };
    lease: { lease_id: string };
  };
  const choice = question.left.messages.some((message) => message.content.includes(content)) ? "left" : "right";
  const dimensions = Object.fromEntries(isJudging.map((key, place) => [key, place === 0 ? choice : "tie"]));
  const vote = {
    vote_id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    lease_id: lease.lease_id,
    choice,
    dimensions,
  };
  expect((await world.post("/api/v1/votes", vote, annotator.headers)).status).toBe(200);
}

/** Annotators who are there, each of whom has asked for a question. */
async function bringAnnotators(count: number): Promise<readonly TestAnnotator[]> {
  const annotators = [];
  for (let number = 0; number < count; number += 1) {
    const annotator = await signIn(world, `crowd-${number}`);
    await world.post("/api/v1/questions/lease", {}, annotator.headers);
    annotators.push(annotator);
  }
  return annotators;
}

const HUMAN = { mode: "require", min_votes: 1, max_votes: 3 };

/** A comparison on the wire, as far as these tests look. */
interface ComparisonBody {
  readonly comparison_id: string;
  readonly winner: string | null;
  readonly p_a: number;
  readonly reward_a: number;
  readonly reward_b: number;
  readonly signed_margin: number;
  readonly votes: { readonly count: number };
}

const comparisonOf = async (response: { json(): Promise<unknown> }) => (await response.json()) as ComparisonBody;
const compare = async (human: object = HUMAN, budgetMs = 20_000) =>
  comparisonOf(await world.post("/api/v1/compare", { ...PAIR, human, latency_budget_ms: budgetMs }));

describe("POST /api/v1/compare with people", () => {
  it("is decided by votes while the caller waits", async () => {
    const annotators = await bringAnnotators(3);
    const asking = compare();
    for (const [number, annotator] of annotators.entries()) {
      await voteFor(annotator, "Next.", number);
    }
    const body = await asking;
    expect(body).toMatchObject({
      status: "ok",
      source: { kind: "blend", id: "blend", revision: null, degraded: false, reason: null },
      votes: { a: 0, b: 3, tie: 0, both_bad: 0, count: 3 },
      fallback: { source: { kind: "rubric" }, reward_a: 1, reward_b: 0 },
      final: true,
    });
    expect(body.reward_a - body.reward_b).toBeCloseTo(body.signed_margin, 9);
    const read = await (await world.get(`/api/v1/comparisons/${body.comparison_id}`)).json();
    expect(read).toMatchObject({ winner: body.winner, p_a: body.p_a, revision: 1, first: { p_a: body.p_a }, final: true });
  });

  it("counts what annotators say of dimensions one by one, where the caller asks for it", async () => {
    const annotators = await bringAnnotators(3);
    const asking = compare({ ...HUMAN, dimensions: true });
    for (const [number, annotator] of annotators.entries()) {
      await voteFor(annotator, "Next.", number, number === 0 ? [] : ["D1_InformationGathering", "D2_Decision"]);
    }
    expect((await asking).votes).toEqual({
      ...{ a: 0, b: 3, tie: 0, both_bad: 0, count: 3 },
      dimensions: { D1_InformationGathering: { a: 0, b: 2, tie: 0 }, D2_Decision: { a: 0, b: 0, tie: 2 } },
    });
  });

  it("refuses dimensions that the collection does not have, and in a batch the pair alone", async () => {
    const human = { ...HUMAN, dimensions: ["D1_InformationGathering", "D9_None"] };
    const response = await world.post("/api/v1/compare", { ...PAIR, human, latency_budget_ms: 1000 });
    expect(response.status).toBe(400);
    const problem = await problemOf(response);
    expect(problem.errors[0]).toMatchObject({
      pointer: "/human/dimensions",
      detail: expect.stringContaining("D9_None; the dimensions of"),
    });
    const batch = await world.post("/api/v1/batch/compare", {
      pairs: [
        { ...PAIR, human },
        { ...PAIR, human: { mode: "off" } },
      ],
    });
    expect(await batch.json()).toMatchObject({ results: [{ status: "error" }, { status: "ok" }] });
  });

  it("answers as ever where nobody is there", async () => {
    const people = await compare({ mode: "auto" });
    const nobody = await compare({ mode: "off" });
    expect({ ...people, comparison_id: "", request_id: "" }).toEqual({ ...nobody, comparison_id: "", request_id: "" });
    expect(people).toMatchObject({ votes: { a: 0, b: 0, tie: 0, count: 0 }, final: true });
    expect(people).not.toHaveProperty("fallback");
    expect((await world.get(`/api/v1/comparisons/${people.comparison_id}`)).status).toBe(404);
  });

  it("has no answer where people are required and too few come, and says what became of it later", async () => {
    const body = await compare({ ...HUMAN, min_votes: 2, ttl_seconds: 300 }, 50);
    expect(body).toMatchObject({
      status: "unscored",
      winner: null,
      failure: { class: "too_few_votes", retryable: true },
      final: false,
      dimension_margins: expect.any(Object),
    });
    const annotators = await bringAnnotators(2);
    for (const [number, annotator] of annotators.entries()) {
      await voteFor(annotator, "Next.", number);
    }
    const path = `/api/v1/comparisons/${body.comparison_id}`;
    let latest = await comparisonOf(await world.get(path));
    for (let tries = 0; latest.votes.count < 2 && tries < 100; tries += 1) {
      await wait(5);
      latest = await comparisonOf(await world.get(path));
    }
    expect(latest).toMatchObject({ status: "ok", votes: { b: 2, count: 2 }, first: { winner: null } });
    expect(await (await world.get(`${path}?revision=1`)).json()).toMatchObject({ status: "unscored", revision: 1 });
  });

  it("asks about the pairs of a batch together, each with what the batch or the pair itself wants", async () => {
    const annotators = await bringAnnotators(1);
    const other = {
      ...PAIR,
      response_b: { messages: [...PAIR.response_b.messages.slice(0, 1), { role: "user", content: "Later." }] },
    };
    const asking = world.post("/api/v1/batch/compare", {
      pairs: [{ ...PAIR, human: { mode: "off" } }, PAIR, other],
      human: { mode: "require", min_votes: 1, max_votes: 1 },
      latency_budget_ms: 20_000,
    });
    for (const [number, annotator] of [...annotators, ...annotators].entries()) {
      await voteFor(annotator, "taste", number);
    }
    const body = (await (await asking).json()) as unknown as { results: readonly ComparisonBody[]; summary: object };
    expect(body.results.map(({ votes }) => votes.count)).toEqual([0, 1, 1]);
    expect(body.summary).toMatchObject({ ok: 3, a: 3 });
  });
});

describe("GET /api/v1/comparisons/{comparison_id}", () => {
  it("does not know what there is not, nor what is another tenant's, nor a revision that there is not", async () => {
    const { comparison_id } = await compare(HUMAN, 30);
    const path = `/api/v1/comparisons/${comparison_id}`;
    expect((await world.get(path)).status).toBe(200);
    expect((await world.get(path, withKey(world.keys.otherTenant))).status).toBe(404);
    expect((await problemOf(await world.get(`${path}?revision=7`))).detail).toContain("no revision 7");
    expect((await problemOf(await world.get(`${path}?revision=0`))).code).toBe("invalid_request");
    expect((await world.get("/api/v1/comparisons/cmp_none")).status).toBe(404);
  });
  describeGuardedRoute("GET", "/api/v1/comparisons/cmp_none");
});

describe("GET /api/v1/comparisons/{comparison_id}/events", () => {
  it("sends every revision, goes on after the one that the client has, and ends after the final one", async () => {
    const body = await compare({ ...HUMAN, max_votes: 2, min_votes: 2, stop_at: 1 }, 30);
    const path = `/api/v1/comparisons/${body.comparison_id}/events`;
    const following = world.get(path).then((response) => response.text());
    const annotators = await bringAnnotators(2);
    for (const [number, annotator] of annotators.entries()) {
      await voteFor(annotator, "Next.", number);
    }
    const text = await following;
    const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    expect(ids).toEqual(ids.map((_id, index) => index + 1));
    const last = JSON.parse(text.trimEnd().split("data: ").at(-1) ?? "");
    expect(last).toMatchObject({ final: true, votes: { count: 2 }, first: { winner: null } });
    const again = await world.get(path, { "Last-Event-ID": String(ids.length - 1) });
    expect((await again.text()).match(/^id: /gm)).toHaveLength(1);
    expect((await world.get(path, { "Last-Event-ID": String(ids.length) })).status).toBe(204);
  });

  it("ends when the server leaves", async () => {
    const body = await compare(HUMAN, 30);
    const response = await world.get(`/api/v1/comparisons/${body.comparison_id}/events`);
    world.drainState.start();
    expect(await response.text()).toContain("event: revision");
  });

  it("ends when the key that it was opened with is over, though nothing more is asked", async () => {
    await world.close();
    let leadMs = 0;
    const longWaits: (() => void)[] = [];
    const clock = { now: () => systemClock.now() + leadMs };
    const timer: Timer = {
      set: (delayMs, wake) => {
        if (delayMs < 10_000) {
          return systemTimer.set(delayMs, wake);
        }
        longWaits.push(wake);
        return () => undefined;
      },
    };
    world = await createTestWorld({ timer, ports: { clock } });
    const body = await compare(HUMAN, 30);
    const expiresAt = clock.now() + 30_000;
    const made = await createKey(world.ports, { name: "k", tenantId: "default", scopes: ["trainer"], expiresAt });
    const line = await world.get(`/api/v1/comparisons/${body.comparison_id}/events`, withKey(made.keyText));
    expect(line.status).toBe(200);
    leadMs = 60_000;
    for (const wake of longWaits.splice(0)) {
      wake();
    }
    expect(await line.text()).toContain("event: revision");
  });
  describeGuardedRoute("GET", "/api/v1/comparisons/cmp_none/events");
});

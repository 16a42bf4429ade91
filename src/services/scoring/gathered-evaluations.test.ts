import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CALLER, createServiceWorld, EVALUATE_REQUEST as REQUEST } from "../../../test/doubles/create-service-world.ts";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import { POOR_TALK } from "../../../test/doubles/transcripts.ts";
import type { ScoringCounts } from "../../ports/scoring-threads.ts";
import type { ServicePorts } from "../service-ports.ts";
import { type ConversationBatch, GatheredEvaluations, type GatheringHooks } from "./gathered-evaluations.ts";
import { toFailedValue } from "./sample-value.ts";

let world: Awaited<ReturnType<typeof createServiceWorld>>;
const time = createManualTime();
let batches: Pick<ScoringCounts, "items" | "unscored">[];
beforeEach(async () => {
  world = await createServiceWorld();
  batches = [];
});
afterEach(async () => {
  await world.close();
});

const FAR = Number.MAX_SAFE_INTEGER;
const NOWHERE: GatheringHooks["sendAway"] = () => null;
const open = (ports: Partial<ServicePorts> = {}, sendAway = NOWHERE) =>
  new GatheredEvaluations(
    { ...world.ports, timer: time.timer, ...ports },
    { pause: async () => undefined, sendAway, onBatch: ({ items, unscored }) => void batches.push({ items, unscored }) },
  );

describe("conversations that come one by one", () => {
  it("are scored together after a moment, each with its own result", async () => {
    const gathered = open();
    const good = gathered.evaluate(CALLER, REQUEST, FAR, 1000);
    const poor = gathered.evaluate(CALLER, { ...REQUEST, messages: POOR_TALK }, FAR, 1000);
    const unknown = gathered.evaluate(CALLER, { ...REQUEST, scenarioSlug: "none" }, FAR, 1000);
    expect(batches).toEqual([]);
    time.advance(2);
    const results = await Promise.all([good, poor, unknown]);
    expect(results.map(({ failure }) => failure?.failureClass)).toEqual([undefined, undefined, "not_found"]);
    expect(results[0]).not.toEqual(results[1]);
    expect(batches).toEqual([{ items: 3, unscored: { not_found: 1 } }]);
    expect(time.pending).toBe(0);
  });

  it("do not wait once a batch is full", async () => {
    const gathered = open();
    await Promise.all(Array.from({ length: 256 }, () => gathered.evaluate(CALLER, REQUEST, FAR, 1000)));
    expect(batches).toEqual([{ items: 256, unscored: {} }]);
    expect(time.pending).toBe(0);
  });

  it("share a batch with their own tenant and budget alone", async () => {
    const gathered = open();
    const evaluations = [
      gathered.evaluate(CALLER, REQUEST, FAR, 1000),
      gathered.evaluate(CALLER, REQUEST, FAR, 2000),
      gathered.evaluate({ ...CALLER, tenantId: "other" }, REQUEST, FAR, 1000),
    ];
    time.advance(2);
    await Promise.all(evaluations);
    expect(batches.map(({ items }) => items)).toEqual([1, 1, 1]);
  });

  it("keep the earliest of their deadlines", async () => {
    const gathered = open();
    const evaluations = [
      gathered.evaluate(CALLER, REQUEST, FAR, 1000),
      gathered.evaluate(CALLER, REQUEST, world.ports.clock.now() - 1, 1000),
    ];
    time.advance(2);
    expect((await Promise.all(evaluations)).map(({ failure }) => failure?.failureClass)).toEqual(["deadline", "deadline"]);
    expect(batches).toEqual([{ items: 2, unscored: { deadline: 2 } }]);
  });

  it("are scored elsewhere where there is room, and have the values from there", async () => {
    const sent: ConversationBatch[] = [];
    const gathered = open({}, (batch, onResult) => {
      sent.push(batch);
      for (const [index] of batch.requests.entries()) {
        onResult({ ...toFailedValue({ failureClass: "deadline", detail: "", retryable: true }), reward: index }, index);
      }
      return Promise.resolve({ items: batch.requests.length, unscored: {}, cacheHits: 0, cacheMisses: 0 });
    });
    const evaluations = [REQUEST, { ...REQUEST, messages: POOR_TALK }].map((request) =>
      gathered.evaluate(CALLER, request, FAR, 1000),
    );
    time.advance(2);
    expect((await Promise.all(evaluations)).map(({ reward }) => reward)).toEqual([0, 1]);
    expect(sent).toEqual([{ caller: CALLER, requests: [REQUEST, { ...REQUEST, messages: POOR_TALK }], deadlineAt: FAR }]);
    expect(batches).toEqual([{ items: 2, unscored: {} }]);
  });

  it("are told of a fault that ends their batch elsewhere", async () => {
    const fault = new Error("broken");
    const evaluation = open({}, () => Promise.reject(fault)).evaluate(CALLER, REQUEST, FAR, 1000);
    time.advance(2);
    await expect(evaluation).rejects.toBe(fault);
  });

  it("are told of a fault that ends their batch", async () => {
    const fault = new Error("broken");
    const opinions = {
      mayDiffer: () => {
        throw fault;
      },
      ask: () => Promise.reject(fault),
    };
    const evaluation = open({ opinions }).evaluate(CALLER, REQUEST, FAR, 1000);
    time.advance(2);
    await expect(evaluation).rejects.toBe(fault);
  });

  it("are refused beyond the limit, and taken again when others are done", async () => {
    const gathered = open();
    const unknown = { ...REQUEST, scenarioSlug: "none" };
    const waiting = Array.from({ length: 65_536 }, () => gathered.evaluate(CALLER, unknown, FAR, 1000));
    await expect(gathered.evaluate(CALLER, unknown, FAR, 1000)).rejects.toMatchObject({ code: "overloaded" });
    await Promise.all(waiting);
    const again = gathered.evaluate(CALLER, unknown, FAR, 1000);
    time.advance(2);
    expect(await again).toMatchObject({ failure: { failureClass: "not_found" } });
  });
});

import { describe, expect, it } from "vitest";
import { settleDown } from "../../../test/doubles/create-people-world.ts";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import type { AskedRecord, OpinionRecord } from "../../ports/evidence-store.ts";
import { WrittenOpinionKeeper } from "./written-opinion-keeper.ts";

const asked = (questionId: string): AskedRecord => ({
  tenantId: "acme",
  questionId,
  collectionSlug: "c",
  scenarioSlug: "s",
  inclusionProbability: 1,
  askedAt: 1,
});
const opinion = (questionId: string): OpinionRecord => ({
  tenantId: "acme",
  questionId,
  sourceId: "rubric",
  sourceKind: "rubric",
  sourceRevision: "1",
  rawA: 0.1,
  rawB: 0.2,
});

function createWorld() {
  const time = createManualTime();
  const written: { readonly asked: readonly AskedRecord[]; readonly opinions: readonly OpinionRecord[] }[] = [];
  const faults: unknown[] = [];
  const store = { isFailing: false, waitFor: Promise.resolve() };
  const keeper = new WrittenOpinionKeeper({
    evidence: {
      keepOpinions: async (given, opinions) => {
        await store.waitFor;
        if (store.isFailing) {
          throw new Error("The disk is full.");
        }
        written.push({ asked: given, opinions });
      },
    },
    timer: time.timer,
    reportFault: (fault) => void faults.push(fault),
  });
  const pass = async (ms: number) => {
    time.advance(ms);
    await settleDown();
  };
  return { keeper, written, faults, store, pass };
}

describe("keeping opinions", () => {
  it("writes behind the answers what gathered, in one operation", async () => {
    const { keeper, written, pass } = createWorld();
    keeper.keep(asked("q1"), [opinion("q1")]);
    keeper.keep(asked("q2"), []);
    await pass(249);
    expect(written).toEqual([]);
    await pass(1);
    expect(written).toEqual([{ asked: [asked("q1"), asked("q2")], opinions: [opinion("q1")] }]);
    expect(keeper.counts).toEqual({ waiting: 0, lost: 0 });
  });

  it("writes much in several operations, one after another, and goes on with what comes meanwhile", async () => {
    const { keeper, written, store, pass } = createWorld();
    for (let index = 0; index < 250; index += 1) {
      keeper.keep(asked(`q${index}`), [opinion(`q${index}`)]);
    }
    let release: () => void = () => undefined;
    store.waitFor = new Promise((resolve) => {
      release = resolve;
    });
    await pass(250);
    keeper.keep(asked("meanwhile"), []);
    expect(written).toEqual([]);
    release();
    await settleDown();
    expect(written.map((each) => each.asked.length)).toEqual([100, 100, 51]);
    expect(written.at(-1)?.asked.at(-1)?.questionId).toBe("meanwhile");
  });

  it("tries again where the store fails, and loses nothing by it", async () => {
    const { keeper, written, store, faults, pass } = createWorld();
    store.isFailing = true;
    keeper.keep(asked("q1"), []);
    await pass(250);
    expect(keeper.counts).toEqual({ waiting: 1, lost: 0 });
    store.isFailing = false;
    await pass(5_000);
    expect(written).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it("counts and reports what is lost, and goes on", async () => {
    const { keeper, written, store, faults, pass } = createWorld();
    store.isFailing = true;
    keeper.keep(asked("q1"), []);
    for (const wait of [250, 5_000, 5_000]) {
      await pass(wait);
    }
    expect(keeper.counts).toEqual({ waiting: 0, lost: 1 });
    expect(faults).toHaveLength(1);
    store.isFailing = false;
    keeper.keep(asked("q2"), []);
    await pass(250);
    expect(written.map((each) => each.asked[0]?.questionId)).toEqual(["q2"]);
  });

  it("keeps nothing that is no number", async () => {
    const { keeper, written, pass } = createWorld();
    keeper.keep(asked("q1"), [{ ...opinion("q1"), rawB: Number.NaN }, opinion("q1")]);
    await pass(250);
    expect(written[0]?.opinions).toEqual([opinion("q1")]);
  });

  it("holds no more than ten thousand", () => {
    const { keeper } = createWorld();
    for (let index = 0; index < 10_005; index += 1) {
      keeper.keep(asked("q"), []);
    }
    expect(keeper.counts).toEqual({ waiting: 10_000, lost: 5 });
  });

  it("writes what waits when it is closed", async () => {
    const { keeper, written } = createWorld();
    keeper.keep(asked("q1"), []);
    await keeper.close();
    expect(written).toHaveLength(1);
  });
});

import { describe, expect, it } from "vitest";
import type { DimensionScore } from "../../domain/scoring/assessment.ts";
import { shapeReward } from "../../domain/scoring/shape-reward.ts";
import { NEUTRAL_SHAPING } from "../../domain/scoring/shaping-rules.ts";
import { RUBRIC_SOURCE } from "./embedded-source.ts";
import { ScoreCache } from "./score-cache.ts";
import type { SettledScore } from "./settle-evaluation.ts";

const STAGES = shapeReward(0.5, { minefields: 1, rubric: 1, product: 1 }, { length: 0, repetition: 0 }, NEUTRAL_SHAPING);

function scored(reward: number, dimensionCount = 1): SettledScore {
  const keys = Array.from({ length: dimensionCount }, (_, index) => `D${index}`);
  const dimension: DimensionScore = { value: reward, weight: 1, explanation: "as told" };
  return {
    status: "ok",
    reward,
    raw: reward,
    scores: Object.fromEntries(keys.map((key) => [key, reward])),
    scoreBreakdown: { dimensions: Object.fromEntries(keys.map((key) => [key, dimension])), checks: [], stages: STAGES },
    grounding: "engine",
    source: RUBRIC_SOURCE,
    confidence: null,
  };
}

const UNSCORED: SettledScore = {
  status: "unscored",
  failure: { failureClass: "deadline", detail: "", retryable: true },
};
/** An answer that comes when the test says so. */
function deferScore() {
  let resolve: (score: SettledScore) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<SettledScore>((resolvePromise, rejectPromise) => {
    resolve = resolvePromise;
    reject = rejectPromise;
  });
  return { promise, resolve, reject };
}

const never = () => Promise.reject(new Error("must not be asked"));

describe("the cache of scores", () => {
  const open = (entriesMax = 10, bytesMax = 1_000_000) => new ScoreCache({ entriesMax, bytesMax });

  it("asks once and gives the same answer again", async () => {
    const cache = open();
    const score = scored(0.5);
    expect(await cache.find("a", async () => score)).toBe(score);
    expect(await cache.find("a", never)).toBe(score);
    expect(cache.counts).toMatchObject({ hits: 1, misses: 1, entries: 1 });
  });

  it("lets those who ask the same meanwhile wait for the first one's answer", async () => {
    const cache = open();
    const answer = deferScore();
    const first = cache.find("a", () => answer.promise);
    const others = [cache.find("a", never), cache.find("a", never)];
    answer.resolve(scored(0.5));
    expect(await Promise.all([first, ...others])).toEqual([scored(0.5), scored(0.5), scored(0.5)]);
    expect(cache.counts).toMatchObject({ hits: 2, misses: 1 });
  });

  it("neither keeps a failure nor hands it to those who waited", async () => {
    const cache = open();
    const answer = deferScore();
    const first = cache.find("a", () => answer.promise);
    const second = cache.find("a", async () => scored(0.7));
    answer.resolve(UNSCORED);
    expect(await first).toEqual(UNSCORED);
    expect(await second).toEqual(scored(0.7));
    expect(await cache.find("b", async () => UNSCORED)).toEqual(UNSCORED);
    expect(await cache.find("b", async () => scored(0.1))).toEqual(scored(0.1));
  });

  it("rejects as the answer does, for the one who asked alone", async () => {
    const cache = open();
    const answer = deferScore();
    const first = cache.find("a", () => answer.promise);
    const second = cache.find("a", async () => scored(0.7));
    answer.reject(new Error("broken"));
    await expect(first).rejects.toThrow("broken");
    expect(await second).toEqual(scored(0.7));
    expect(await cache.find("a", never)).toEqual(scored(0.7));
  });

  it("forgets what was used least recently when there are too many", async () => {
    const cache = open(2);
    await cache.find("a", async () => scored(0.1));
    await cache.find("b", async () => scored(0.2));
    await cache.find("a", never);
    await cache.find("c", async () => scored(0.3));
    expect(await cache.find("a", never)).toEqual(scored(0.1));
    expect(await cache.find("b", async () => scored(0.9))).toEqual(scored(0.9));
    expect(cache.counts.entries).toBe(2);
  });

  it("gives an answer that is there at once at once, keeps it, and throws as it does", () => {
    const cache = open();
    expect(cache.find("a", () => scored(0.5))).toEqual(scored(0.5));
    expect(cache.find("a", never)).toEqual(scored(0.5));
    expect(cache.find("b", () => UNSCORED)).toEqual(UNSCORED);
    expect(() =>
      cache.find("b", () => {
        throw new Error("broken");
      }),
    ).toThrow("broken");
    expect(cache.counts).toMatchObject({ hits: 1, misses: 3, entries: 1 });
  });

  it("keeps the order of use through any number of uses", () => {
    const cache = open(3);
    const used: string[] = [];
    for (let step = 0; step < 500; step += 1) {
      const key = `${(step * step + 3 * step) % 7}`;
      const isKept = used.includes(key);
      const { hits } = cache.counts;
      cache.find(key, () => scored(0.5));
      expect(cache.counts.hits - hits).toBe(isKept ? 1 : 0);
      used.splice(0, used.length, ...[...used.filter((other) => other !== key), key].slice(-3));
    }
  });

  it("forgets when they take too much, and keeps its account of it", async () => {
    const cache = open(100, 10_000);
    for (let index = 0; index < 50; index += 1) {
      await cache.find(`${index}`, async () => scored(0.5, 5));
      expect(cache.counts.bytes).toBeLessThanOrEqual(10_000);
    }
    const { entries, bytes } = cache.counts;
    expect(entries).toBeGreaterThan(1);
    expect(entries).toBeLessThan(50);
    await cache.find("huge", async () => scored(0.5, 1_000));
    expect(cache.counts).toMatchObject({ entries: 0, bytes: 0 });
    expect(bytes).toBeGreaterThan(0);
  });
});

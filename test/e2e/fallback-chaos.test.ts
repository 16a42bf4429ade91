import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChaosAnswer, playFallbackChaos } from "../../bench/support/play-fallback-chaos.ts";
import { CHAOTIC_NAMES, type ChaoticUpstreams, HEALTHY, startChaoticUpstreams } from "../doubles/upstreams/chaotic-upstreams.ts";

/** More are played, and timed, by `npm run bench:fallback`. */
const ASKS = 1000;
/** Whether an answer is in time to the millisecond is tested on simulated time; here a machine that does much else must not fail it, and an answer that hangs must. */
const LATE_MS_MAX = 5000;
/** Those whose answers are right, if late. */
const RIGHT: readonly string[] = ["ok", "slow"];

describe(`${ASKS} asks of servers that are slow, hang, reset, half-close, send garbage, NaN or ten megabytes, or answer 429 and 500`, () => {
  let upstreams: ChaoticUpstreams;
  let answers: readonly ChaosAnswer[];

  beforeAll(async () => {
    upstreams = await startChaoticUpstreams(CHAOTIC_NAMES, 50);
    const played = await playFallbackChaos({
      urls: upstreams.urls,
      misbehave: () => upstreams.misbehave(),
      asks: ASKS,
      callers: 16,
      budgetMs: [500, 1500],
      // Each ask meets the server itself, not its breaker.
      breaker: { ratio: 1, callsMin: Number.POSITIVE_INFINITY, windowMs: 30_000, openMs: 1000 },
      seed: 1,
    });
    answers = played.answers;
  }, 180_000);
  afterAll(() => upstreams.close());

  const by = (first: string, id: string) =>
    answers.filter(({ first: one, opinion }) => one === first && opinion.candidates !== null && opinion.source.id === id).length;

  it("are all answered, each by one source, with nothing but what it says: no failure reads as a score", () => {
    expect(answers).toHaveLength(ASKS);
    expect(answers.flatMap(({ fault }) => fault ?? [])).toEqual([]);
  });

  it("are answered whatever hangs", () => {
    expect(Math.max(...answers.map(({ lateMs }) => lateMs))).toBeLessThan(LATE_MS_MAX);
  });

  it.each(CHAOTIC_NAMES.filter((name) => name !== HEALTHY && !RIGHT.includes(name)))(
    "are never answered by a server that does as `%s` says, and by the one behind it that is well",
    (name) => {
      expect(by(name, name)).toBe(0);
      expect(by(name, HEALTHY)).toBeGreaterThan(0);
    },
  );

  it("are answered by a server that is only slow", () => {
    expect(by("slow", "slow")).toBeGreaterThan(0);
  });
});

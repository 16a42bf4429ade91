import { describe, expect, it } from "vitest";
import { RateLimiter } from "./rate-limiter.ts";

function createLimiter(limits: { readonly requestsPerMinute: number; readonly countedKeysMax: number }) {
  const clock = { time: 1_000_000, now: () => clock.time };
  return { clock, limiter: new RateLimiter(clock, limits) };
}

describe("RateLimiter", () => {
  it("allows as many requests as there are, then none until the minute is over", () => {
    const { clock, limiter } = createLimiter({ requestsPerMinute: 2, countedKeysMax: 10 });
    expect([1, 2, 3].map(() => limiter.take("a").isAllowed)).toEqual([true, true, false]);
    clock.time += 59_999;
    expect(limiter.take("a")).toEqual({ isAllowed: false, limit: 2, remaining: 0, resetAtSeconds: 1060, retryAfterSeconds: 1 });
    clock.time += 1;
    expect(limiter.take("a")).toEqual({ isAllowed: true, limit: 2, remaining: 1, resetAtSeconds: 1120, retryAfterSeconds: 60 });
  });

  it("begins a new minute where the clock was set back", () => {
    const { clock, limiter } = createLimiter({ requestsPerMinute: 1, countedKeysMax: 10 });
    limiter.take("a");
    expect(limiter.take("a").isAllowed).toBe(false);
    clock.time -= 3600;
    expect(limiter.take("a")).toMatchObject({ isAllowed: true, retryAfterSeconds: 60 });
  });

  it("counts every key by itself", () => {
    const { limiter } = createLimiter({ requestsPerMinute: 1, countedKeysMax: 10 });
    expect([limiter.take("a").isAllowed, limiter.take("b").isAllowed, limiter.take("a").isAllowed]).toEqual([true, true, false]);
  });

  it("forgets the key whose minute began first when there are too many", () => {
    const { limiter } = createLimiter({ requestsPerMinute: 1, countedKeysMax: 2 });
    limiter.take("a");
    limiter.take("b");
    limiter.take("c");
    expect(limiter.take("c").isAllowed).toBe(false);
    expect(limiter.take("b").isAllowed).toBe(false);
    expect(limiter.take("a").isAllowed).toBe(true);
  });
});

import fc from "fast-check";
import { Histogram, Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { BoundHistogram } from "./bound-histogram.ts";

const OPTIONS = { name: "seconds", help: "Seconds.", labelNames: ["method", "route"], buckets: [0.005, 0.01, 1, 10] } as const;
const GET = { method: "GET", route: "/a" };
const POST = { method: "POST", route: '/b "quoted"' };

describe("a bound histogram", () => {
  it("is shown as prom-client shows its own", async () => {
    const values = fc.array(
      fc.record({
        isGet: fc.boolean(),
        value: fc.oneof(fc.constantFrom(0, 0.005, 0.01, 1, 10, 11), fc.double({ min: 0, max: 20, noNaN: true })),
      }),
    );
    await fc.assert(
      fc.asyncProperty(values, async (observed) => {
        const [plain, bound] = [new Registry(), new Registry()];
        const reference = new Histogram({
          ...OPTIONS,
          labelNames: [...OPTIONS.labelNames],
          buckets: [...OPTIONS.buckets],
          registers: [plain],
        });
        const histogram = new BoundHistogram({
          ...OPTIONS,
          labelNames: [...OPTIONS.labelNames],
          buckets: [...OPTIONS.buckets],
          registers: [bound],
        });
        reference.zero(GET);
        reference.zero(POST);
        const [get, post] = [histogram.seriesOf("get", GET), histogram.seriesOf("post", POST)];
        for (const { isGet, value } of observed) {
          reference.observe(isGet ? GET : POST, value);
          (isGet ? get : post).observe(value);
        }
        expect(await bound.metrics()).toBe(await plain.metrics());
      }),
    );
  });
});

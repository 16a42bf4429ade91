import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMPAT_KINDS, type CompatCall } from "./compat-call.ts";
import { packCalls, unpackCalls } from "./pack-calls.ts";

const name = fc.option(fc.string({ unit: "grapheme", maxLength: 20 }), { nil: null });
const session = fc.option(
  fc.record({
    kind: fc.constant("scenario" as const),
    address: fc.record({ collectionSlug: fc.string(), scenarioSlug: fc.string() }),
  }),
  { nil: null },
);
const caller = fc.record({
  tenantId: fc.string({ unit: "grapheme" }),
  scopes: fc.constant(["trainer"] as const),
  requestId: fc.string(),
});
const batches = fc
  .record({
    kind: fc.constantFrom(...COMPAT_KINDS),
    caller,
    query: fc.string({ unit: "grapheme" }),
    calls: fc.array(
      fc.record({
        caller,
        arrivedAt: fc.nat(),
        place: fc.record({ collectionSlug: name, scenarioSlug: name, session }),
        body: fc.uint8Array({ maxLength: 300 }),
      }),
      { maxLength: 20 },
    ),
  })
  .map((batch) => ({ ...batch, calls: batch.calls.map((call): CompatCall => ({ ...call, query: batch.query })) }));

describe("requests that are packed", () => {
  it("come out as they went in", () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const { calls, ...shared } = unpackCalls(packCalls(batch));
        const copied = calls.map((call) => ({ ...call, body: Uint8Array.from(new Uint8Array(call.body)) }));
        expect({ ...shared, calls: copied }).toEqual(batch);
      }),
    );
  });
});

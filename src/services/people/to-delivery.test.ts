import { describe, expect, it } from "vitest";
import { toDelivery } from "./to-delivery.ts";

const RANDOM = { uint32: () => 0, token: (byteCount: number) => "x".repeat(byteCount) };

describe("what the webhook is owed", () => {
  it("is the comparison as its page shows it, under a name of its own, due at once", () => {
    const delivery = toDelivery(RANDOM, "acme", { comparison_id: "cmp_1", p_a: 0.75 }, Date.UTC(2026, 0, 2, 3, 4, 5, 6));
    expect(delivery).toEqual({
      deliveryId: "msg_xxxxxxxxxxxxxxx",
      tenantId: "acme",
      payload: '{"type":"comparison.revised","timestamp":"2026-01-02T03:04:05.006Z","data":{"comparison_id":"cmp_1","p_a":0.75}}',
      createdAt: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
      attempts: 0,
      dueAt: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
    });
  });
});

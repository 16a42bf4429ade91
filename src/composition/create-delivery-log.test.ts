import { beforeEach, describe, expect, it } from "vitest";
import type { DeliveryEvent } from "../services/people/deliver-webhooks.ts";
import { createDeliveryLog } from "./create-delivery-log.ts";

const FAILED = { kind: "failed", deliveryId: "d_1", attempts: 1, detail: "connect ECONNREFUSED" } as const;

let now: number;
let lines: [level: string, fields: object][];
let tell: (event: DeliveryEvent) => void;
beforeEach(() => {
  now = 1_000_000;
  lines = [];
  const write = (level: string) => (fields: object) => void lines.push([level, fields]);
  tell = createDeliveryLog({ debug: write("debug"), warn: write("warn"), error: write("error") }, { now: () => now });
});

describe("the log of events that are sent to the webhook", () => {
  it("tells of one attempt in vain a minute, and how many more there were before it", () => {
    for (let attempt = 0; attempt < 500; attempt += 1) {
      tell(FAILED);
      now += 100;
    }
    expect(lines).toEqual([["warn", { delivery: "d_1", attempts: 1, reason: "connect ECONNREFUSED", untold: 0 }]]);
    now += 10_000;
    tell({ ...FAILED, deliveryId: "d_2" });
    expect(lines.slice(1)).toEqual([["warn", { delivery: "d_2", attempts: 1, reason: "connect ECONNREFUSED", untold: 499 }]]);
  });

  it("goes on telling where the clock is set back", () => {
    tell(FAILED);
    now -= 3_600_000;
    tell(FAILED);
    expect(lines).toHaveLength(2);
  });

  it("tells of every event that is given up, since nothing sends it again", () => {
    for (const deliveryId of ["d_1", "d_2"]) {
      tell({ ...FAILED, kind: "given_up", deliveryId, attempts: 7 });
    }
    expect(lines).toEqual([
      ["error", { delivery: "d_1", attempts: 7, reason: "connect ECONNREFUSED" }],
      ["error", { delivery: "d_2", attempts: 7, reason: "connect ECONNREFUSED" }],
    ]);
  });
});

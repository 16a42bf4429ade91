import { describe, expect, it } from "vitest";
import type { CheckResult } from "./rubric.ts";
import { scoreRubric } from "./score-rubric.ts";

const result = (
  points: number,
  met: number | null,
  { dimension = "D1", gate = null, id = "secret_id" }: { dimension?: string; gate?: number | null; id?: string } = {},
): CheckResult => ({
  check: { id, dimension, points, gate, reads: "last", criterion: { kind: "instructions" } },
  met,
  explanation: "",
});
const valueOfD1 = (...results: readonly CheckResult[]) => scoreRubric(results).dimensions.get("D1")?.value;

describe("scoreRubric", () => {
  it("divides the points of what is met by the positive points that could be had", () => {
    expect(valueOfD1(result(3, 1), result(1, 0))).toBe(0.75);
    expect(valueOfD1(result(2, 0.5), result(2, 1))).toBe(0.75);
    expect(valueOfD1(result(4, 1), result(-1, 1))).toBe(0.75);
    expect(valueOfD1(result(4, 1), result(-1, 0))).toBe(1);
  });

  it("stays within 0 and 1", () => {
    expect(valueOfD1(result(1, 1), result(-5, 1))).toBe(0);
  });

  it("leaves out what does not apply, and has no value where nothing with positive points does", () => {
    expect(valueOfD1(result(3, null), result(1, 1))).toBe(1);
    expect(valueOfD1(result(3, null), result(-1, 1))).toBeNull();
    expect(scoreRubric([result(3, null)]).dimensions.get("D1")?.explanation).toBe(
      "none of the 1 check with positive points applies",
    );
    expect(scoreRubric([]).dimensions.size).toBe(0);
  });

  it("scores each dimension by itself and explains it by counts alone", () => {
    const { dimensions } = scoreRubric([result(2, 1), result(1, 0.5), result(-1, 1), result(1, 0, { dimension: "D2" })]);
    expect([...dimensions].map(([key, { value }]) => [key, value])).toEqual([
      ["D1", 0.5],
      ["D2", 0],
    ]);
    expect(dimensions.get("D1")?.explanation).toBe("1 of 2 checks fully met, 1 fault; 1.5 of 3 points");
  });

  it("counts as faults those that are there in any part, and gives points to two decimals", () => {
    const { dimensions } = scoreRubric([result(3, 1 / 3), result(1, 1), result(-1, 0.125), result(-1, 0), result(-2, null)]);
    expect(dimensions.get("D1")?.explanation).toBe("1 of 2 checks fully met, 1 fault; 1.88 of 4 points");
  });

  it("lets a gate fall where a good thing is wholly missing or a fault is there in any part", () => {
    const gates = scoreRubric([
      result(1, 0, { gate: 0.5, id: "missing" }),
      result(1, 0.1, { gate: 0, id: "partly" }),
      result(-1, 0.1, { gate: 0.5, id: "fault" }),
      result(-1, 0, { gate: 0, id: "no_fault" }),
      result(1, null, { gate: 0, id: "not_applicable" }),
      result(1, 0, { id: "no_gate" }),
    ]);
    expect(gates).toMatchObject({ gate: 0.25, fallenGates: ["missing", "fault"] });
  });
});

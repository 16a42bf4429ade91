import { describe, expect, it } from "vitest";
import { packOperations, packOutcomes, unpackOperations, unpackOutcomes } from "./pack-batch.ts";
import type { StoreOperation, StoreOutcome } from "./store-operation.ts";

const TURN = {
  episodeId: "ep_1",
  turn: 3,
  message: "Hello.",
  toolCalls: [],
  observation: "Yes?",
  stateHash: "abc",
  answer: "{}",
  createdAt: 5,
};

describe("a batch on its way between threads", () => {
  it("comes out as it went in", () => {
    const operations: readonly StoreOperation[] = [
      ["write", "episodes", "appendTurn", ["acme", TURN, null]],
      ["read", "keys", "findKey", ["key_1"]],
      [
        "write",
        "episodes",
        "appendTurn",
        [
          "acme",
          { ...TURN, toolCalls: [{ name: "verdict", input: { value: [1, null] } }] },
          { terminalReason: "completed", outcome: "solved" },
        ],
      ],
      ["write", "probes", "probe", []],
    ];
    expect(unpackOperations(structuredClone(packOperations(operations)))).toEqual(operations);
  });

  it("has outcomes of either kind, in their order", () => {
    const outcomes: readonly StoreOutcome[] = [
      { value: "appended" },
      { failure: { code: "SQLITE_FULL", message: "full" } },
      { value: null },
      { value: undefined },
      { value: { failure: "none" } },
    ];
    expect(unpackOutcomes(structuredClone(packOutcomes(outcomes)))).toEqual(outcomes);
    expect(unpackOutcomes(structuredClone(packOutcomes(outcomes.slice(0, 1))))).toEqual(outcomes.slice(0, 1));
  });

  it("takes no operation that there is not", () => {
    expect(() => packOperations([["write", "episodes", "toString", []]])).toThrow(
      "There is no store operation episodes.toString.",
    );
    expect(() => unpackOperations([10_000, []])).toThrow("There is no store operation of the number 10000.");
  });
});

import { describe, expect, it } from "vitest";
import type { LeaseRecord, VoteRecord } from "../../ports/question-store.ts";
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

const VOTE: VoteRecord = {
  tenantId: "acme",
  voteId: "v1",
  questionId: "q1",
  annotatorId: "ann",
  leaseId: "l1",
  left: "b",
  answer: { kind: "compare", choice: "a", strength: 2, dimensions: { clarity: "b" } },
  justification: null,
  visibleMs: 1_200,
  late: true,
  counted: false,
  recordedAt: 7,
  revisedAt: null,
};
const LEASE: LeaseRecord = {
  tenantId: "acme",
  leaseId: "l2",
  questionId: "q2",
  annotatorId: "ann",
  fence: 3,
  left: "a",
  leasedAt: 7,
  expiresAt: 60_007,
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
      ["write", "questions", "recordVote", [VOTE, null]],
      ["write", "questions", "recordVote", [{ ...VOTE, left: null, justification: "why", visibleMs: null, revisedAt: 9 }, LEASE]],
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
    expect(() => packOperations([["read", "episodes", "findKey", ["key_1"]]])).toThrow(
      "There is no store operation episodes.findKey.",
    );
    expect(() => unpackOperations([10_000, []])).toThrow("There is no store operation of the number 10000.");
  });
});

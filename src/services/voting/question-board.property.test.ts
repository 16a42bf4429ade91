import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { annotatorNamed, COMPARE } from "../../../test/doubles/create-voting-world.ts";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import { sha256Hex } from "../../composition/system-ports.ts";
import type { LeaseRecord, QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import { Deadlines } from "../deadlines.ts";
import { PaceBook } from "./pace-book.ts";
import { QuestionBoard } from "./question-board.ts";

const QUESTIONS = 6;
const ANNOTATORS = 7;
const question = fc.nat(QUESTIONS - 1);
const annotator = fc.nat(ANNOTATORS - 1);
const moves = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("open" as const), question, maxVotes: fc.integer({ min: 1, max: 4 }), waitsMs: fc.nat(60_000) }),
    fc.record({ do: fc.constant("close" as const), question }),
    fc.record({ do: fc.constant("reserve" as const), annotator }),
    fc.record({ do: fc.constant("confirm" as const), annotator }),
    fc.record({ do: fc.constant("cancel" as const), annotator }),
    fc.record({ do: fc.constant("vote" as const), annotator }),
    fc.record({ do: fc.constant("give back" as const), annotator }),
    fc.record({ do: fc.constant("extend" as const), annotator }),
    fc.record({ do: fc.constant("wait" as const), ms: fc.nat(15_000) }),
  ),
  { maxLength: 150 },
);
type Move = typeof moves extends fc.Arbitrary<(infer One)[]> ? One : never;

/** A board, and a simple record of what was done on it, which is compared with what it says. */
function setUp(lots: readonly number[]) {
  const time = createManualTime();
  const expired: LeaseRecord[] = [];
  let drawn = 0;
  const board = new QuestionBoard({
    clock: time.clock,
    random: { uint32: () => lots[drawn++ % lots.length] ?? 0, token: String },
    sha256Hex,
    deadlines: new Deadlines(time.clock, time.timer, time.clock.now),
    paces: new PaceBook(),
    onExpired: (lease) => {
      expired.push(lease);
      const kept = kepts.get(lease.annotatorId);
      if (kept?.leaseId === lease.leaseId) {
        kepts.delete(lease.annotatorId);
      }
      const wasReserved = reserved.delete(lease.leaseId);
      // What ended otherwise does not expire as well.
      expect(wasReserved || kept?.leaseId === lease.leaseId).toBe(true);
    },
    reportFault: (fault) => {
      throw fault;
    },
  });
  const records = Array.from(
    { length: QUESTIONS },
    (_, index): QuestionRecord => ({
      tenantId: "default",
      questionId: `q_${index}`,
      content: COMPARE,
      audience: index % 3 === 0 ? "doctors" : "global",
      createdAt: 0,
      expiresAt: 10_000_000,
    }),
  );
  const kepts = new Map<string, LeaseRecord>();
  const reserved = new Map<string, LeaseRecord>();
  const handed = new Set<string>();
  const votes = new Map<string, number>();
  const maxVotes = new Map<string, number>();
  const up = new Set<string>();
  const occupied = (questionId: string) =>
    [...kepts.values(), ...reserved.values()].filter((lease) => lease.questionId === questionId).length;

  const reserve = (index: number) => {
    const who = annotatorNamed(`an_${index}`, index % 2 === 0 ? "doctors" : "global");
    const result = board.reserve(who, () => `ls_${handed.size}_${drawn}`);
    if (result === null || result.isInDoubt) {
      expect(result === null || reserved.get(result.lease.leaseId) === result.lease).toBe(true);
      return;
    }
    const { lease } = result;
    const { questionId } = lease;
    expect(up.has(questionId)).toBe(true);
    expect(result.question.audience === "global" || who.audience === "doctors").toBe(true);
    expect(handed.has(`${who.annotatorId} ${questionId}`)).toBe(false);
    expect(occupied(questionId) + (votes.get(questionId) ?? 0)).toBeLessThan(maxVotes.get(questionId) ?? 0);
    handed.add(`${who.annotatorId} ${questionId}`);
    reserved.set(lease.leaseId, lease);
  };
  const pendingOf = (annotatorId: string) => [...reserved.values()].find((lease) => lease.annotatorId === annotatorId);

  const act = (move: Move) => {
    const annotatorId = "annotator" in move ? `an_${move.annotator}` : "";
    const kept = kepts.get(annotatorId);
    const pending = pendingOf(annotatorId);
    switch (move.do) {
      case "open": {
        const { questionId } = records[move.question]!;
        const deadlineAt = time.clock.now() + move.waitsMs;
        const terms = {
          minVotes: 2,
          maxVotes: move.maxVotes,
          deadlineAt,
          expiresAt: 10_000_000,
          value: 0.1 * (1 + move.question),
        };
        board.open(records[move.question]!, { votes: [], seenBy: [], leases: [], fence: 0 }, terms);
        maxVotes.set(questionId, move.maxVotes);
        up.add(questionId);
        return;
      }
      case "close":
        board.close(`q_${move.question}`);
        up.delete(`q_${move.question}`);
        return;
      case "reserve":
        reserve(move.annotator);
        return;
      case "confirm":
        if (pending !== undefined && kept === undefined) {
          expect(board.confirm(pending.leaseId)?.lease).toEqual(pending);
          kepts.set(annotatorId, pending);
          reserved.delete(pending.leaseId);
        } else {
          expect(pending === undefined ? null : board.confirm(pending.leaseId)).toBeNull();
        }
        return;
      case "cancel":
        if (pending !== undefined) {
          board.cancel(pending.leaseId);
          reserved.delete(pending.leaseId);
          handed.delete(`${annotatorId} ${pending.questionId}`);
        }
        return;
      case "vote":
        if (kept !== undefined) {
          const vote = toVote(kept, time.clock.now());
          board.count(vote, records[Number(kept.questionId.slice(2))]!);
          board.count(vote, records[Number(kept.questionId.slice(2))]!);
          board.endLease(kept.leaseId);
          kepts.delete(annotatorId);
          votes.set(kept.questionId, (votes.get(kept.questionId) ?? 0) + 1);
        }
        return;
      case "give back":
        if (kept !== undefined) {
          board.endLease(kept.leaseId);
          kepts.delete(annotatorId);
        }
        return;
      case "extend":
        if (kept !== undefined) {
          kepts.set(annotatorId, board.extend(kept.leaseId) ?? kept);
        }
        return;
      case "wait":
        time.advance(move.ms);
    }
  };
  const check = () => {
    expect(board.size).toBe(up.size);
    expect(board.leaseCount).toBe(kepts.size + reserved.size);
    for (const questionId of up) {
      expect(board.votesOf(questionId)).toHaveLength(votes.get(questionId) ?? 0);
    }
    for (let index = 0; index < ANNOTATORS; index += 1) {
      expect(board.heldBy(`an_${index}`)?.lease).toEqual(kepts.get(`an_${index}`));
    }
    const now = time.clock.now();
    expect([...kepts.values(), ...reserved.values()].every(({ expiresAt }) => expiresAt > now)).toBe(true);
    expect(new Set(expired.map(({ leaseId }) => leaseId)).size).toBe(expired.length);
  };
  return { act, check };
}

function toVote(lease: LeaseRecord, recordedAt: number): VoteRecord {
  const { tenantId, questionId, annotatorId, leaseId, left } = lease;
  return {
    tenantId,
    voteId: `vote of ${annotatorId} on ${questionId}`,
    questionId,
    annotatorId,
    leaseId,
    left,
    answer: { kind: "compare", choice: "a", strength: null, dimensions: {} },
    justification: null,
    visibleMs: null,
    late: false,
    counted: true,
    recordedAt,
    revisedAt: null,
  };
}

describe("the board, through anything that may be done to it", () => {
  it("hands no question twice to one annotator, to nobody beyond its places, and forgets neither votes nor leases", () => {
    fc.assert(
      fc.property(moves, fc.array(fc.nat(2 ** 32 - 1), { minLength: 1, maxLength: 20 }), (steps, lots) => {
        const { act, check } = setUp(lots);
        for (const step of steps) {
          act(step);
          check();
        }
      }),
      { numRuns: 60 },
    );
  });
});

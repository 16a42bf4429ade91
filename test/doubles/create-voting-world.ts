import { sha256Hex } from "../../src/composition/system-ports.ts";
import { assertInvariant } from "../../src/domain/assert.ts";
import type { CompareContent, RateContent } from "../../src/domain/questions/question.ts";
import type { QuestionRecord } from "../../src/ports/question-store.ts";
import type { Annotator } from "../../src/services/voting/annotator.ts";
import type { Ballot } from "../../src/services/voting/ballot.ts";
import { leaseQuestion } from "../../src/services/voting/lease-question.ts";
import { openVoting } from "../../src/services/voting/open-voting.ts";
import type { QuestionTerms } from "../../src/services/voting/question-terms.ts";
import type { VotingPorts } from "../../src/services/voting/voting-ports.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { createFailingQuestionStore } from "./failing-question-store.ts";
import { createManualTime } from "./manual-time.ts";

/** A question about which of two answers is better. */
export const COMPARE: CompareContent = {
  kind: "compare",
  instruction: "Which answer is better?",
  criteriaVersion: null,
  dimensions: [{ key: "accuracy", title: "Accuracy" }],
  context: { title: "A talk", messages: [{ role: "user", content: "What is the tallest mountain?" }] },
  a: [{ role: "assistant", content: "Mount Everest." }],
  b: [{ role: "assistant", content: "A mountain." }],
};

/** A question about how good an answer is. */
export const RATE: RateContent = {
  kind: "rate",
  instruction: "How good is the answer?",
  criteriaVersion: null,
  dimensions: [{ key: "accuracy", title: "Accuracy" }],
  context: COMPARE.context,
  item: COMPARE.a,
};

/** What the next number drawn is, unless a test says otherwise: no question is handed out by lot. */
const NO_LOT = 2 ** 32 - 1;

/** Somebody who may vote. */
export function annotatorNamed(annotatorId: string, audience = "global", tenantId = "default"): Annotator {
  return { tenantId, annotatorId, audience };
}

/** Voting over a database in memory, with a time that only the test moves and a store that fails when it is told to. */
export async function createVotingWorld() {
  const storage = await openStorage("sqlite::memory:", { exclusive: false });
  const time = createManualTime();
  const questions = createFailingQuestionStore(storage.questions);
  const faults: unknown[] = [];
  let drawn = 0;
  const world = {
    clock: time.clock,
    timer: time.timer,
    stopwatch: time.clock.now,
    random: {
      uint32: () => NO_LOT,
      token: (byteCount: number) => {
        drawn += 1;
        return `${drawn}`.padStart(byteCount, "0");
      },
    },
    sha256Hex,
    questions: questions.store,
    reportFault: (fault: unknown) => void faults.push(fault),
  };
  const open = (): VotingPorts => ({ ...world, ...openVoting(world) });
  let ports = open();
  const put = async (questionId: string, terms: Partial<QuestionTerms> = {}, changes: Partial<QuestionRecord> = {}) => {
    const now = time.clock.now();
    const record: QuestionRecord = {
      tenantId: "default",
      questionId,
      content: COMPARE,
      audience: "global",
      createdAt: now,
      expiresAt: terms.expiresAt ?? now + 300_000,
      ...changes,
    };
    const [history] = await ports.questions.openQuestions([record]);
    assertInvariant(history !== undefined, "every question has a history");
    ports.board.open(record, history, {
      minVotes: 3,
      maxVotes: 15,
      deadlineAt: now + 60_000,
      expiresAt: record.expiresAt,
      value: 0.3,
      ...terms,
    });
    return record;
  };
  const lease = async (annotator: Annotator) => await leaseQuestion(ports, annotator, 0, null);
  return {
    time,
    storage,
    faults,
    failNext: questions.failNext,
    holdNext: questions.holdNext,
    get ports() {
      return ports;
    },
    /** Keeps a question and puts it up: three votes wanted, fifteen at most, an answer awaited in a minute, open for five. */
    put,
    /** What that annotator is handed at once. */
    lease,
    /** The same for a test that knows that a question waits. */
    mustLease: async (annotator: Annotator) => {
      const served = await lease(annotator);
      assertInvariant(served !== null, `no question waits for ${annotator.annotatorId}`);
      return served;
    },
    /** The same database as a new process would see it. */
    restart: () => {
      ports.deadlines.close();
      ports = open();
    },
    close: async () => {
      ports.deadlines.close();
      await storage.close();
    },
  };
}

export type VotingWorld = Awaited<ReturnType<typeof createVotingWorld>>;

/** A ballot for the left answer. */
export function ballotFor(leaseId: string, voteId: string, changes: Partial<Ballot> = {}): Ballot {
  return {
    voteId,
    leaseId,
    choice: "left",
    strength: null,
    dimensions: {},
    ratings: {},
    justification: null,
    visibleMs: null,
    ...changes,
  };
}

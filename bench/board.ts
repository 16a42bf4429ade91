// What a vote costs the board of open questions, the store left out, and how that grows with the number of open questions: npm run bench:board

import { sha256Hex, systemRandom } from "../src/composition/system-ports.ts";
import type { CompareContent } from "../src/domain/questions/question.ts";
import type { VoteRecord } from "../src/ports/question-store.ts";
import { Deadlines } from "../src/services/deadlines.ts";
import { PaceBook } from "../src/services/voting/pace-book.ts";
import { QuestionBoard } from "../src/services/voting/question-board.ts";
import { median } from "./support/median.ts";

const VOTES = 30_000;
const ANNOTATORS = 64;
const ROUNDS = 5;
const SIZES = [100, 1000, 10_000];
/** Ten thousand votes a second. */
const MS_PER_VOTE = 0.1;
const CONTENT: CompareContent = {
  kind: "compare",
  instruction: "Which answer is better?",
  criteriaVersion: null,
  dimensions: [],
  context: { title: "", messages: [{ role: "user", content: "x".repeat(400) }] },
  a: [{ role: "assistant", content: "x".repeat(900) }],
  b: [{ role: "assistant", content: "x".repeat(1100) }],
};

/** A board with that many open questions of different value and deadline. Whenever one is full or taken down another takes its place. */
function openBoard(size: number) {
  let now = 1_000_000;
  const clock = { now: () => now };
  const deadlines = new Deadlines(clock, { set: () => () => undefined }, clock.now);
  const board = new QuestionBoard({
    clock,
    random: systemRandom,
    sha256Hex,
    deadlines,
    paces: new PaceBook(),
    onExpired: () => undefined,
    reportFault: (fault) => {
      throw fault;
    },
  });
  let opened = 0;
  const open = () => {
    opened += 1;
    const questionId = `q_${opened}`;
    const question = {
      tenantId: "default",
      questionId,
      content: CONTENT,
      audience: "global",
      createdAt: now,
      expiresAt: now + 3_600_000,
    };
    board.open(
      question,
      { votes: [], seenBy: [], leases: [], fence: 0 },
      {
        minVotes: 3,
        maxVotes: 15,
        deadlineAt: opened % 3 === 0 ? null : now + 60_000 + (opened % 997) * 1000,
        expiresAt: question.expiresAt,
        value: 0.05 + (opened % 101) / 200,
      },
    );
    board.watch(questionId, {
      takeVotes: (votes) => {
        if (votes.length >= 7) {
          board.close(questionId);
        }
      },
    });
  };
  const fill = () => {
    while (board.size < size) {
      open();
    }
  };
  fill();
  return {
    board,
    fill,
    pass: (ms: number) => {
      now += ms;
    },
    now: () => now,
  };
}

/** Microseconds of processor time a vote: it is counted, its lease ends, the next question is set aside and handed out, and every seventh time a new one is put up. */
function measure(size: number): number {
  const { board, fill, pass, now } = openBoard(size);
  const annotators = Array.from({ length: ANNOTATORS }, (_, index) => ({
    tenantId: "default",
    annotatorId: `an_${index}`,
    audience: "global",
  }));
  let leases = 0;
  const hand = (annotator: (typeof annotators)[number]) => {
    leases += 1;
    return board.reserve(annotator, () => `ls_${leases}`);
  };
  const held = annotators.map((annotator) => {
    const reservation = hand(annotator);
    return reservation && board.confirm(reservation.lease.leaseId);
  });
  const before = process.cpuUsage();
  let votes = 0;
  for (let turn = 0; votes < VOTES; turn += 1) {
    const place = turn % ANNOTATORS;
    const annotator = annotators[place]!;
    const current = held[place] ?? null;
    const next = hand(annotator);
    if (current !== null) {
      const { lease, question } = current;
      const vote: VoteRecord = {
        tenantId: "default",
        voteId: `v_${turn}`,
        questionId: lease.questionId,
        annotatorId: annotator.annotatorId,
        leaseId: lease.leaseId,
        left: lease.left,
        answer: { kind: "compare", choice: "a", strength: null, dimensions: {} },
        justification: null,
        visibleMs: null,
        late: false,
        counted: true,
        recordedAt: now(),
        revisedAt: null,
      };
      board.count(vote, question);
      board.endLease(lease.leaseId);
      votes += 1;
    }
    held[place] = next && board.confirm(next.lease.leaseId);
    pass(MS_PER_VOTE);
    fill();
    if (turn > 20 * VOTES) {
      throw new Error("The annotators find no questions.");
    }
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / VOTES;
}

const runs = new Map(SIZES.map((size) => [size, [] as number[]]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const size of round % 2 === 0 ? SIZES : SIZES.toReversed()) {
    runs.get(size)!.push(measure(size));
  }
}
const medians = SIZES.map((size) => median(runs.get(size)!));
console.log(
  `the board, ${ANNOTATORS} annotators, ${1 / (MS_PER_VOTE / 1000)} votes a second of its time; µs a vote, median of ${ROUNDS} runs`,
);
for (const [index, size] of SIZES.entries()) {
  const own = runs.get(size)!;
  console.log(
    `${String(size).padStart(6)} open questions: ${medians[index]!.toFixed(2)} µs (${Math.min(...own).toFixed(2)}–${Math.max(...own).toFixed(2)}), ratio to ${SIZES[0]}: ${(medians[index]! / medians[0]!).toFixed(2)}`,
  );
}

/** One change of a source file: `find` stands in it once. */
export interface Edit {
  /** Below `src/`. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

/** A bug such as somebody might write, and what it is called. */
export interface PlantedBug {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Of schedules that show it soon, where it takes a rare coincidence; without one, any will do. */
  readonly seed?: number;
}

/** Bugs that the simulation has to find, each in a program that has no other. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: "a lease does not end with its vote",
    edits: [{ file: "services/voting/record-vote.ts", find: "  ports.board.endLease(vote.leaseId);\n", put: "" }],
  },
  {
    name: "a comparison is settled again at its deadline",
    edits: [
      {
        file: "services/people/followed-pair.ts",
        find: "  settle(): void {\n    if (this.#given === null) {",
        put: "  settle(): void {\n    {",
      },
      { file: "services/people/pair-desk.ts", find: "        wait.callOff();\n", put: "" },
    ],
  },
  {
    name: "a vote that comes again counts again",
    edits: [
      {
        file: "services/voting/board-question.ts",
        find: "votes.findIndex(({ voteId }) => voteId === vote.voteId)",
        put: "votes.indexOf(vote)",
      },
    ],
  },
  {
    name: "who has seen a question may be handed it again",
    edits: [
      {
        file: "services/voting/question-ranks.ts",
        find: "    if (question.seenBy.has(annotator.annotatorId)) {\n      return 0;\n    }\n",
        put: "",
      },
    ],
  },
  {
    name: "after a restart nobody has seen anything",
    edits: [
      {
        file: "services/voting/question-board.ts",
        find: "    for (const annotatorId of history.seenBy) {\n      question.seenBy.add(annotatorId);\n    }\n",
        put: "",
      },
    ],
  },
  {
    name: "after it went off once, the timer is not set again",
    edits: [
      {
        file: "services/deadlines.ts",
        find: "      // A timer may be early: what is not due waits again.\n      this.#arm();\n",
        put: "",
      },
    ],
  },
  {
    name: "what is due within a second is done at once",
    edits: [
      {
        file: "services/deadlines.ts",
        find: "(first.at > now || first.order > upTo)",
        put: "(first.at > now + 1000 || first.order > upTo)",
      },
    ],
  },
  {
    name: "a revision takes the number of the one before",
    edits: [
      {
        file: "services/people/revision-writer.ts",
        find: "this.#toRecord(this.#kept.number + 1, latest)",
        put: "this.#toRecord(Math.max(2, this.#kept.number), latest)",
      },
    ],
  },
  {
    name: "a vote is acknowledged before it is kept",
    edits: [
      {
        file: "services/voting/record-vote.ts",
        find: "return await ports.questions.recordVote(vote, next === null || next.isStored ? null : next.lease);",
        put: "void ports.questions.recordVote(vote, next === null || next.isStored ? null : next.lease).catch(() => undefined);\n    return null;",
      },
    ],
  },
  {
    name: "a place stays set aside when the store fails",
    edits: [
      { file: "services/voting/lease-question.ts", find: "      await takeBackReservation(ports, reservation);\n", put: "" },
    ],
  },
  {
    name: "late votes do not count",
    edits: [
      {
        file: "services/voting/record-vote.ts",
        find: "kept.questionId === vote.questionId",
        put: "kept.questionId === vote.questionId && !kept.late",
      },
    ],
  },
  {
    name: "votes are counted for the wrong candidate where the caller has them the other way round",
    edits: [
      {
        file: "services/people/merge-comparison.ts",
        find: 'counted[(answer.choice === "a") === isSwapped ? "b" : "a"] += 1;',
        put: "counted[answer.choice] += isSwapped ? 1 : 1;",
      },
    ],
  },
  {
    name: "left is always the first candidate",
    edits: [
      {
        file: "services/voting/read-answer.ts",
        find: '(side === "left") === (left === "a") ? "a" : "b"',
        put: 'side === "left" && left !== null ? "a" : "b"',
      },
    ],
  },
  {
    name: "leases under way take no place",
    edits: [{ file: "domain/dispatch/question-need.ts", find: "maxVotes - votes - leasedAt.length", put: "maxVotes - votes" }],
  },
  {
    name: "an answer waits for the disk",
    edits: [
      {
        file: "services/people/pair-desk.ts",
        find: "held.hold(leaveAt(deadlines, held.bound(deadlineAt)), () => resolve(first))",
        put: "held.hold(deadlineAt, () => undefined)",
      },
    ],
  },
  {
    name: "the fallback's answer counts after the settlement",
    edits: [
      {
        file: "services/people/followed-pair.ts",
        find: "  takeFallback(base: Comparison): void {\n    if (this.#given === null) {",
        put: "  takeFallback(base: Comparison): void {\n    {",
      },
    ],
  },
  {
    name: "a vote that was taken back still counts",
    edits: [
      {
        file: "services/voting/revise-vote.ts",
        find: "    ports.board.count(vote, question);\n    return vote;\n",
        put: "    return vote;\n",
      },
    ],
  },
  {
    name: "a vote whose acknowledgement was lost never counts",
    edits: [{ file: "services/voting/record-vote.ts", find: "      await countAgain(ports, annotator, kept);\n", put: "" }],
  },
  {
    name: "a restart gives back a lease to somebody who is being handed another",
    seed: 2,
    edits: [
      {
        file: "services/voting/lease-book.ts",
        find: "|| this.#byAnnotator.has(lease.annotatorId)",
        put: "|| this.currentOf(lease.annotatorId) !== null",
      },
      {
        file: "services/voting/question-board.ts",
        find: "held?.isKept === false && !this.isHolding(held.lease.annotatorId)",
        put: "held?.isKept === false",
      },
    ],
  },
  {
    name: "a restart follows what was asked since",
    seed: 7,
    edits: [
      { file: "services/people/pair-desk.ts", find: "!this.#askedSinceStart?.has(comparisonId)", put: 'comparisonId !== ""' },
    ],
  },
  {
    name: "a restart gives back a question that was handed back meanwhile",
    edits: [
      {
        file: "services/voting/lease-book.ts",
        find: "this.#ended.find(lease.leaseId) !== undefined",
        put: "this.#ended.size < 0",
      },
    ],
  },
];

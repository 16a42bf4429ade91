import type { LeaseRecord, QuestionRecord, VoteRecord } from "../../src/ports/question-store.ts";
import type { PairAsk } from "../../src/services/people/people.ts";
import type { Comparison } from "../../src/services/scoring/comparison.ts";
import type { PlannedCompare } from "./schedule-plan.ts";
import type { ServerProcess } from "./simulated-disk.ts";
import { Violation } from "./violation.ts";

/** A comparison that somebody asked for. */
export interface AskedComparison {
  readonly comparisonId: string;
  readonly asked: PlannedCompare;
  readonly ask: PairAsk;
  readonly process: ServerProcess;
  readonly askedAt: number;
  readonly deadlineAt: number;
  answer: Comparison | null;
  answeredAt: number | null;
  /** The process died before it answered, and the caller has asked anew. */
  isGivenUp: boolean;
  /** The store failed in the middle of it. */
  hasMetFault: boolean;
  /** Its question was kept for as long as it wanted. */
  isOpened: boolean;
  /** When the process knew so; null: it never did. */
  openedAt: number | null;
  /** The process that wrote a revision of it last; null: people were not asked. */
  keptBy: ServerProcess | null;
}

/** A lease that was kept. */
export interface SeenLease {
  readonly lease: LeaseRecord;
  /** The one that handed it out. */
  readonly process: ServerProcess;
  /** It ended otherwise than by a vote. */
  hasEnded: boolean;
}

/** What the schedule has seen of a vote. */
export interface SeenVote {
  readonly committedAt: number;
  readonly process: ServerProcess;
  /** The process that kept it knew so while its lease was running: it took the lease's place. */
  hasTakenPlace: boolean;
  /** When its annotator knew; null: not yet. */
  acknowledgedAt: number | null;
  /** The texts that it chose in the course of time; null: neither. */
  readonly chosen: Set<string | null>;
  /** The one of them that its annotator was told of last, and when; null: they were not told, or it may have changed since. */
  sure: { readonly text: string | null; readonly since: number } | null;
}

/** How much has happened, over all schedules. */
export interface Tally {
  comparisons: number;
  answers: number;
  leases: number;
  votes: number;
  lateVotes: number;
  repeatedVotes: number;
  revisions: number;
  undone: number;
  crashes: number;
  storeFaults: number;
}

/** What was asked, promised and done, kept beside the program by whoever checks it. */
export class Ledger {
  readonly comparisons = new Map<string, AskedComparison>();
  readonly votes = new Map<string, SeenVote>();
  readonly leases = new Map<string, SeenLease>();
  readonly tally: Tally;
  #violation: Violation | null = null;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  /** Notes that a promise was broken; the first one is what counts. */
  report(promise: string, detail: string): void {
    this.#violation ??= new Violation(promise, detail);
  }

  /** Throws the first violation. */
  check(): void {
    if (this.#violation !== null) {
      throw this.#violation;
    }
  }
}

/** The text that a vote prefers; null: neither. */
export function chosenText(question: QuestionRecord, { answer }: Pick<VoteRecord, "answer">): string | null {
  if (
    question.content.kind !== "compare" ||
    answer.kind !== "compare" ||
    answer.choice === "tie" ||
    answer.choice === "both_bad"
  ) {
    return null;
  }
  return question.content[answer.choice].at(-1)?.content ?? null;
}

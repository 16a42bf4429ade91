// The desk where people are asked, over a board, a pool and stores in memory that a test can make hang or fail, and a clock that it moves.
import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { assertInvariant } from "../../src/domain/assert.ts";
import type { CompareChoice, VoteAnswer } from "../../src/domain/questions/vote.ts";
import type { ComparisonRecord, DeliveryRecord, RevisionRecord } from "../../src/ports/comparison-store.ts";
import type { AskedRecord, OpinionRecord } from "../../src/ports/evidence-store.ts";
import type { QuestionHistory, QuestionRecord, VoteRecord } from "../../src/ports/question-store.ts";
import { Deadlines } from "../../src/services/deadlines.ts";
import { openAsking } from "../../src/services/people/asking.ts";
import type { HumanTerms } from "../../src/services/people/human-terms.ts";
import type { PairAsk } from "../../src/services/people/people.ts";
import { PeopleDesk } from "../../src/services/people/people-desk.ts";
import { RevisionFeed } from "../../src/services/people/revision-feed.ts";
import type { Comparison, DecidedComparison } from "../../src/services/scoring/comparison.ts";
import { RUBRIC_SOURCE } from "../../src/services/scoring/embedded-source.ts";
import type { AskingBoard, VoteWatcher } from "../../src/services/voting/asking-board.ts";
import type { QuestionTerms } from "../../src/services/voting/question-terms.ts";
import { CALLER } from "./create-service-world.ts";
import { createManualTime } from "./manual-time.ts";
import { GOOD_TALK, POOR_TALK } from "./transcripts.ts";

export const START = 1_000_000;

export const HUMAN: HumanTerms = {
  mode: "auto",
  audience: "global",
  instruction: null,
  criteriaVersion: null,
  dimensions: [],
  minVotes: 3,
  maxVotes: 15,
  stopAt: 0.95,
  ttlMs: 300_000,
};

/** What the fallback says of the pair of these tests: A by a tenth. */
export const BASE: DecidedComparison = {
  comparisonId: "cmp_1",
  votes: { a: 0, b: 0, tie: 0, bothBad: 0, count: 0 },
  dimensionMargins: { D1: 0.1 },
  versions: { scenario: "digest", criteria: null, source: "1", calibration: null, shaping: "1" },
  scoringVersion: "1+1",
  final: true,
  status: "ok",
  winner: "a",
  pA: 0.7310585786300049,
  margin: 0.1,
  signedMargin: 0.1,
  rewardA: 0.6,
  rewardB: 0.5,
  confidence: 0.7310585786300049,
  sources: { people: 0, model: 1 },
  source: RUBRIC_SOURCE,
  attempts: [],
  fallback: null,
};

/** What was handed to whoever keeps opinions. */
interface KeptOpinions {
  readonly asked: AskedRecord;
  readonly opinions: readonly OpinionRecord[];
}

/** How a store's method behaves. `forgets`: it does its work and then fails all the same. */
type Manner = "works" | "hangs" | "fails" | "forgets";
type Method = "openQuestions" | "settleComparison" | "reviseComparison";

/** What is kept, whatever becomes of the process. */
export interface PeopleStore {
  readonly questions: Map<string, QuestionRecord>;
  readonly votes: Map<string, VoteRecord[]>;
  readonly comparisons: Map<string, { readonly comparison: ComparisonRecord; readonly revisions: RevisionRecord[] }>;
  readonly deliveries: DeliveryRecord[];
}

function createPeopleStore(): PeopleStore {
  return { questions: new Map(), votes: new Map(), comparisons: new Map(), deliveries: [] };
}

/** @param store where a process before this one left something. */
export function createPeopleWorld(store = createPeopleStore(), time = createManualTime(START)) {
  const manners = new Map<Method, Manner>();
  const faults: unknown[] = [];
  const perform = async <T>(method: Method, work: () => T): Promise<T> => {
    await turn();
    const manner = manners.get(method) ?? "works";
    if (manner === "hangs") {
      return await new Promise<never>(() => undefined);
    }
    if (manner === "fails") {
      throw new Error("The disk is full.");
    }
    const result = work();
    if (manner === "forgets") {
      throw new Error("The line to the disk broke.");
    }
    return result;
  };
  const board = createBoard();
  const live = new Set(["ann_1", "ann_2"]);
  const pool = {
    expected: 5,
    /** Nobody is quick enough for a question that takes longer. */
    questionSecondsMax: Number.POSITIVE_INFINITY,
    isLive: (_audience: string, _tenantId?: string | null, besides?: ReadonlySet<string>) =>
      [...live].some((annotatorId) => besides?.has(annotatorId) !== true),
    expectVotes: (_audience: string, _withinMs: number, _tenantId?: string | null, questionSeconds?: number | null) =>
      (questionSeconds ?? 0) > pool.questionSecondsMax ? 0 : pool.expected,
  };
  const deadlines = new Deadlines(time.clock, time.timer, time.clock.now);
  const questions = createQuestionStore(store, perform);
  const kept: KeptOpinions[] = [];
  const reportFault = (fault: unknown) => void faults.push(fault);
  const asking = openAsking(board, { questions, reportFault });
  const desk = new PeopleDesk({
    ...asking,
    opinionKeeper: { keep: (asked, opinions) => void kept.push({ asked, opinions }) },
    clock: time.clock,
    timer: time.timer,
    sha256Hex: (text) => createHash("sha256").update(text).digest("hex"),
    reportFault,
    questions,
    comparisons: createComparisonStore(store, perform),
    board,
    pool,
    deadlines,
    revisions: new RevisionFeed(),
    oweDelivery: (tenantId, view) => ({
      deliveryId: `${view.comparison.comparisonId}/${view.revision}`,
      tenantId,
      payload: JSON.stringify(view.first.votes),
      createdAt: view.revisedAt,
      attempts: 0,
      dueAt: view.revisedAt,
    }),
  });
  return { desk, board, pool, live, time, store, faults, manners, kept, deadlines, asking };
}

export type PeopleWorld = ReturnType<typeof createPeopleWorld>;

/** Lets everything happen that needs no time. */
export async function settleDown(): Promise<void> {
  for (let count = 0; count < 12; count += 1) {
    await turn();
  }
}

/** A comparison that somebody waits for. */
export function askPair(
  world: PeopleWorld,
  budgetMs: number,
  change: Partial<PairAsk> & { readonly terms?: Partial<HumanTerms> } = {},
) {
  const { terms, ...members } = change;
  const ask: PairAsk = {
    comparison: BASE,
    later: null,
    collectionSlug: "claims",
    scenarioSlug: "caller",
    scenarioTitle: "Caller",
    opening: ["Hello, it's about my claim."],
    responseA: GOOD_TALK,
    responseB: POOR_TALK,
    dimensions: [],
    human: { ...HUMAN, ...terms },
    ...members,
  };
  const asked: { answer: Comparison | null; answeredAt: number | null } = { answer: null, answeredAt: null };
  void world.desk.settlePair(CALLER, ask, world.time.clock.now() + budgetMs).then((answer) => {
    asked.answer = answer;
    asked.answeredAt = world.time.clock.now();
  });
  return asked;
}

/** A counted vote on the one question that is up, in terms of what the first caller called A and B. */
export function castVote(world: PeopleWorld, choice: CompareChoice, annotatorId: string): void {
  const [questionId] = world.store.questions.keys();
  assertInvariant(questionId !== undefined, "a question was asked");
  const isSwapped = world.board.contentOf(questionId) !== null && isFirstSwapped(world, questionId);
  const mirrored = choice === "a" ? "b" : choice === "b" ? "a" : choice;
  castAnswer(world, questionId, compareAnswer(isSwapped ? mirrored : choice), annotatorId);
}

/** An answer to a compare question, in terms of its own A and B. */
export function compareAnswer(choice: CompareChoice): VoteAnswer {
  return { kind: "compare", choice, strength: null, dimensions: {} };
}

/** A counted vote on a question, in place of the one that the annotator gave before. */
export function castAnswer(world: PeopleWorld, questionId: string, answer: VoteAnswer, annotatorId: string): void {
  const vote: VoteRecord = {
    tenantId: CALLER.tenantId,
    voteId: `v_${annotatorId}`,
    questionId,
    annotatorId,
    leaseId: `l_${annotatorId}`,
    left: "a",
    answer,
    justification: null,
    visibleMs: null,
    late: false,
    counted: true,
    recordedAt: world.time.clock.now(),
    revisedAt: null,
  };
  const others = (world.store.votes.get(questionId) ?? []).filter((other) => other.annotatorId !== annotatorId);
  const votes = [...others, vote];
  world.store.votes.set(questionId, votes);
  world.board.tell(questionId, votes);
}

/** Whether what these tests call A is the question's B. */
function isFirstSwapped(world: PeopleWorld, questionId: string): boolean {
  const content = world.store.questions.get(questionId)?.content;
  return content?.kind === "compare" && !content.a.some((message) => message.content === "Where does it hurt?");
}

/** The revisions that are kept of a comparison, the first one first. */
export function keptRevisions(world: PeopleWorld, comparisonId = BASE.comparisonId): readonly Comparison[] {
  const found = [...world.store.comparisons.values()].find(({ comparison }) => comparison.comparisonId === comparisonId);
  return (found?.revisions ?? []).map(({ answer }) => JSON.parse(answer) as Comparison);
}

function createBoard() {
  const up = new Map<string, { readonly question: QuestionRecord; terms: QuestionTerms; votes: readonly VoteRecord[] }>();
  const watchers = new Map<string, VoteWatcher>();
  const board: AskingBoard = {
    open: (question, history, terms) => void up.set(question.questionId, { question, terms, votes: history.votes }),
    setTerms: (questionId, terms) => {
      const known = up.get(questionId);
      if (known) {
        known.terms = terms;
      }
    },
    close: (questionId) => void up.delete(questionId),
    doneWith: (questionId) => new Set(up.get(questionId)?.votes.map(({ annotatorId }) => annotatorId) ?? []),
    votesOf: (questionId) => up.get(questionId)?.votes ?? [],
    watch: (questionId, watcher) => void watchers.set(questionId, watcher),
    unwatch: (questionId) => void watchers.delete(questionId),
    get size() {
      return up.size;
    },
  };
  return Object.assign(board, {
    /** The questions that are up, with their terms. */
    entries: () => [...up.values()],
    /** The terms of the questions that are up. */
    terms: () => [...up.values()].map((entry) => entry.terms),
    contentOf: (questionId: string) => up.get(questionId)?.question.content ?? null,
    tell: (questionId: string, votes: readonly VoteRecord[]) => {
      const known = up.get(questionId);
      if (known) {
        known.votes = votes;
      }
      watchers.get(questionId)?.takeVotes(votes);
    },
  });
}

type Perform = <T>(method: Method, work: () => T) => Promise<T>;

function createQuestionStore(store: PeopleStore, perform: Perform) {
  const historyOf = (questionId: string): QuestionHistory => {
    const votes = store.votes.get(questionId) ?? [];
    return { votes: [...votes], seenBy: votes.map(({ annotatorId }) => annotatorId), leases: [], fence: votes.length };
  };
  const unused = () => Promise.reject(new Error("The desk has no business with it."));
  return {
    openQuestions: (questions: readonly QuestionRecord[]) =>
      perform("openQuestions", () =>
        questions.map((question) => {
          const known = store.questions.get(question.questionId);
          const expiresAt = Math.max(question.expiresAt, known?.expiresAt ?? 0);
          store.questions.set(question.questionId, { ...(known ?? question), expiresAt });
          return historyOf(question.questionId);
        }),
      ),
    findQuestion: async (_tenantId: string, questionId: string) => store.questions.get(questionId) ?? null,
    loadOpenQuestions: async (now: number) =>
      [...store.questions.values()]
        .filter(({ expiresAt }) => expiresAt > now)
        .map((question) => ({ question, history: historyOf(question.questionId) })),
    insertLease: unused,
    findLease: unused,
    endLease: unused,
    recordVote: unused,
    findVote: unused,
    reviseVote: unused,
    countVotes: unused,
  };
}

function createComparisonStore(store: PeopleStore, perform: Perform) {
  const unused = () => Promise.reject(new Error("The desk has no business with it."));
  return {
    settleComparison: (comparison: ComparisonRecord, first: RevisionRecord) =>
      perform("settleComparison", () => {
        if (store.comparisons.has(comparison.comparisonId)) {
          return false;
        }
        store.comparisons.set(comparison.comparisonId, { comparison, revisions: [first] });
        return true;
      }),
    reviseComparison: (_tenantId: string, comparisonId: string, revision: RevisionRecord, delivery: DeliveryRecord | null) =>
      perform("reviseComparison", () => {
        const revisions = store.comparisons.get(comparisonId)?.revisions ?? [];
        if (revisions.at(-1)?.isFinal !== false || revision.revision !== revisions.length + 1) {
          return false;
        }
        revisions.push(revision);
        store.deliveries.push(...(delivery === null ? [] : [delivery]));
        return true;
      }),
    findComparison: async (_tenantId: string, comparisonId: string) => store.comparisons.get(comparisonId) ?? null,
    loadUnfinished: async () =>
      [...store.comparisons.values()].flatMap(({ comparison, revisions }) => {
        const last = revisions.at(-1);
        return last === undefined || last.isFinal ? [] : [{ comparison, last }];
      }),
    purgeComparisons: unused,
    oweDelivery: unused,
    findDueDeliveries: unused,
    endDelivery: unused,
    postponeDelivery: unused,
  };
}

import type { ComparisonRecord, RevisionRecord } from "../../ports/comparison-store.ts";
import type { AskedRecord } from "../../ports/evidence-store.ts";
import type { QuestionHistory, QuestionRecord } from "../../ports/question-store.ts";
import type { Caller } from "../caller.ts";
import type { Deadlines } from "../deadlines.ts";
import { toOpinionRecords } from "../evidence/to-opinion-records.ts";
import type { Comparison } from "../scoring/comparison.ts";
import { heardOfPair } from "../scoring/heard-of.ts";
import type { ServicePorts } from "../service-ports.ts";
import type { AskingBoard, AskingPool } from "../voting/asking-board.ts";
import type { AskedQuestions } from "./asked-questions.ts";
import type { CompareQuestion } from "./compare-question.ts";
import type { FollowedPair, PairToFollow } from "./followed-pair.ts";
import type { HeldAnswers } from "./held-answers.ts";
import type { HumanTerms } from "./human-terms.ts";
import { type AnswerCaller, type FollowingPorts, PairFollowing } from "./pair-following.ts";
import type { PairAsk } from "./people.ts";
import { PeopleWait, type WaitTerms } from "./people-wait.ts";
import type { QuestionOpener } from "./question-opener.ts";
import { type RevisionPorts, RevisionWriter } from "./revision-writer.ts";
import { leaveAt, settleAt } from "./settle-at.ts";

/** What asking about pairs needs of the world. */
export type PairDeskPorts = RevisionPorts &
  Pick<ServicePorts, "questions" | "opinionKeeper"> & {
    readonly board: AskingBoard;
    readonly pool: AskingPool;
    readonly deadlines: Deadlines;
    readonly held: HeldAnswers;
    /** Shared by all who ask: the same question asked by several is up once. */
    readonly asked: AskedQuestions;
    readonly opener: QuestionOpener;
  };

/** What is kept of a comparison besides its answers, so that later votes can revise it. */
interface PairBasis {
  readonly base: Comparison;
  readonly human: HumanTerms;
  readonly requestId: string;
}

/** A question and where it was asked. */
type AskedNames = Pick<AskedRecord, "tenantId" | "questionId" | "collectionSlug" | "scenarioSlug">;

/** A question as it is found again. */
interface FoundQuestion {
  readonly question: QuestionRecord;
  readonly history: QuestionHistory;
}

/** Comparisons that a restart goes on with. */
const RESUMED_MAX = 50_000;

/**
 * Owns the comparisons that people decide: answers each by its deadline, whatever the store or the people do, and follows it until its question's end. What is
 * thought is thought in FollowedPair; here is the time, the board and the store.
 */
export class PairDesk {
  readonly #ports: PairDeskPorts;
  readonly #following: FollowingPorts;
  /** Comparisons asked since the start, which a resumption finds in the store too; null: it is over. */
  #askedSinceStart: Set<string> | null = new Set();
  #followed = 0;

  constructor(ports: PairDeskPorts) {
    this.#ports = ports;
    const onOver = () => {
      this.#followed -= 1;
    };
    this.#following = { asked: ports.asked, deadlines: ports.deadlines, onOver };
  }

  /** Comparisons that are followed. */
  get followed(): number {
    return this.#followed;
  }

  /** Asks people and resolves by the deadline with what there is by then; never rejects. */
  ask(caller: Caller, ask: PairAsk, asked: CompareQuestion, deadlineAt: number): Promise<Comparison> {
    const { tenantId, requestId } = caller;
    const { human, comparison, collectionSlug, scenarioSlug } = ask;
    const { questionId, content, isSwapped } = asked;
    this.#askedSinceStart?.add(comparison.comparisonId);
    const createdAt = this.#ports.clock.now();
    const expiresAt = createdAt + human.ttlMs;
    const question: QuestionRecord = { tenantId, questionId, content, audience: human.audience, createdAt, expiresAt };
    const names: AskedNames = { tenantId, questionId, collectionSlug, scenarioSlug };
    this.#keepOpinions(names, isSwapped, comparison);
    return new Promise((resolve) => {
      let isThinking = ask.later !== null;
      const until = settleAt(this.#ports.deadlines, deadlineAt);
      const answer = (first: Comparison, base: Comparison) => {
        wait.callOff();
        const writer = new RevisionWriter(this.#ports, toRecord(question, isSwapped, { base, human, requestId }), requestId);
        this.#answerWhenKept(writer, first, deadlineAt, resolve);
        return writer;
      };
      const pair = this.#follow({ question, isSwapped, human, base: comparison, settleAt: until, settled: null }, { answer });
      const terms: WaitTerms = {
        tenantId,
        audience: human.audience,
        canDoWithout: () => human.mode === "auto" || pair.voteCount >= human.minVotes,
        until,
        doneWith: () => this.#ports.asked.doneWith(questionId),
        isThinking: () => isThinking,
      };
      const wait = new PeopleWait(this.#ports, terms, () => pair.settle());
      const think = async (later: Promise<Comparison>) => {
        const base = await later.catch(() => null);
        isThinking = false;
        if (base !== null) {
          this.#keepOpinions(names, isSwapped, base);
          pair.takeFallback(base);
        }
        wait.look();
      };
      if (ask.later !== null) {
        void think(ask.later);
      }
      void this.#open(pair, question, requestId, wait);
    });
  }

  /** As soon as anything is known of it: what is kept later than a vote may be learned from counts for later votes only. */
  #keepOpinions(names: AskedNames, isSwapped: boolean, base: Comparison): void {
    const asked = { ...names, inclusionProbability: 1, askedAt: this.#ports.clock.now() };
    this.#ports.opinionKeeper.keep(asked, toOpinionRecords(asked, isSwapped, heardOfPair(base)));
  }

  /** The caller is answered when the answer is kept, and at the deadline whether it is or not. */
  #answerWhenKept(writer: RevisionWriter, first: Comparison, deadlineAt: number, resolve: (answer: Comparison) => void): void {
    const { deadlines, held } = this.#ports;
    const deadline = held.hold(leaveAt(deadlines, held.bound(deadlineAt)), () => resolve(first));
    void writer.settle(first).then(() => {
      deadline.takeBack();
      resolve(first);
    });
  }

  /**
   * Goes on with the comparisons that are not final, as a restart finds them in the store: their questions are put up again, and those whose time is over get their
   * last revision. Rejects with what the store throws.
   */
  async resume(): Promise<void> {
    const { clock, comparisons, questions } = this.#ports;
    const unfinished = await comparisons.loadUnfinished(RESUMED_MAX);
    const open = await questions.loadOpenQuestions(clock.now(), RESUMED_MAX);
    const known = new Map<string, FoundQuestion>(open.map((entry) => [entry.question.questionId, entry]));
    // Callers are served meanwhile: what they have asked is followed already.
    for (const { comparison, last } of unfinished.filter(
      ({ comparison: { comparisonId } }) => !this.#askedSinceStart?.has(comparisonId),
    )) {
      const found = known.get(comparison.questionId) ?? (await this.#findQuestion(comparison));
      this.#resumePair(comparison, last, found);
    }
    this.#askedSinceStart = null;
  }

  #follow(pair: PairToFollow, next: { readonly answer: AnswerCaller } | { readonly writer: RevisionWriter }): FollowedPair {
    this.#followed += 1;
    return new PairFollowing(this.#following, pair, next).pair;
  }

  async #open(pair: FollowedPair, question: QuestionRecord, requestId: string, wait: PeopleWait): Promise<void> {
    try {
      const history = await this.#ports.opener.open(question);
      this.#putUp(pair, { question, history });
      wait.takeHistory(history);
    } catch (fault) {
      // Without a question there are no votes: what the fallback says is all there will be.
      this.#ports.reportFault(fault, requestId);
      pair.end();
    }
  }

  #putUp(pair: FollowedPair, { question, history }: FoundQuestion): void {
    const terms = pair.takeHistory(history);
    if (terms === null) {
      return;
    }
    pair.takeVotes(this.#ports.asked.join(pair, question, history, terms));
  }

  /** A question whose time is over, with the votes that it got. */
  async #findQuestion({ tenantId, questionId }: ComparisonRecord): Promise<FoundQuestion | null> {
    const question = await this.#ports.questions.findQuestion(tenantId, questionId);
    const [history] = question === null ? [] : await this.#ports.questions.openQuestions([question]);
    return question === null || history === undefined ? null : { question, history };
  }

  #resumePair(record: ComparisonRecord, last: RevisionRecord, found: FoundQuestion | null): void {
    const { base, human, requestId } = readBasis(record);
    const settled = JSON.parse(last.answer) as Comparison;
    const kept = { number: last.revision, first: last.revision === 1 ? settled : null };
    const writer = new RevisionWriter(this.#ports, record, requestId, kept);
    const { tenantId, questionId, isSwapped, createdAt } = record;
    // Its own time, as before the restart: the question may be kept up longer for others who ask it.
    const expiresAt = found === null ? 0 : createdAt + human.ttlMs;
    const question = { tenantId, questionId, expiresAt };
    const pair = this.#follow({ question, isSwapped, human, base, settleAt: null, settled }, { writer });
    if (found !== null && expiresAt > this.#ports.clock.now()) {
      this.#putUp(pair, found);
      return;
    }
    if (found !== null) {
      pair.takeHistory(found.history);
    }
    pair.end();
  }
}

function toRecord({ tenantId, questionId, createdAt }: QuestionRecord, isSwapped: boolean, basis: PairBasis): ComparisonRecord {
  return {
    tenantId,
    comparisonId: basis.base.comparisonId,
    questionId,
    isSwapped,
    basis: JSON.stringify(basis),
    createdAt,
  };
}

function readBasis({ basis }: ComparisonRecord): PairBasis {
  return JSON.parse(basis) as PairBasis;
}

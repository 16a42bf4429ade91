import { toFraction } from "../../domain/numerics/to-fraction.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";
import type { QuestionHistory, QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import type { Random } from "../../ports/random.ts";
import type { Caller } from "../caller.ts";
import type { Deadlines } from "../deadlines.ts";
import type { AskedQuestions } from "../people/asked-questions.ts";
import { type CompareQuestion, toCompareQuestion } from "../people/compare-question.ts";
import type { QuestionOpener } from "../people/question-opener.ts";
import type { VoteWatcher } from "../voting/asking-board.ts";
import type { AnsweredPair, Audit } from "./audit.ts";
import type { OpinionKeeper } from "./opinion-keeper.ts";
import { toOpinionRecords } from "./to-opinion-records.ts";

/** What auditing needs of the world. */
export interface LotAuditPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly sha256Hex: Sha256Hex;
  readonly deadlines: Deadlines;
  readonly asked: AskedQuestions;
  readonly opener: QuestionOpener;
  readonly opinions: OpinionKeeper;
  readonly reportFault: (fault: unknown, requestId: string) => void;
}

export interface LotAuditOptions {
  /** Of the answers that models gave alone, 0..1. */
  readonly auditShare: number;
  /** How long people may take. */
  readonly auditTtlMs: number;
}

/** Audits that are up at a time; where there are that many, no lot is drawn. */
const OPEN_MAX = 1000;
/** What a vote on it is expected to tell, in nats: little beside what callers who wait would learn, and more than nothing. */
const VOTE_VALUE = 0.05;

/** Puts a share of what models answered alone to people, drawn by lot, with nobody waiting. It is a question like any other: nobody who votes can tell it from one that a caller asked. */
export class LotAudit implements Audit {
  readonly #ports: LotAuditPorts;
  readonly #options: LotAuditOptions;
  #open = 0;

  constructor(ports: LotAuditPorts, options: LotAuditOptions) {
    this.#ports = ports;
    this.#options = options;
  }

  /** Audits that are up. */
  get open(): number {
    return this.#open;
  }

  consider(caller: Caller, pair: AnsweredPair): void {
    const isDrawn = toFraction(this.#ports.random.uint32()) < this.#options.auditShare;
    if (!isDrawn || pair.human.mode === "off" || this.#open >= OPEN_MAX) {
      return;
    }
    const question = toCompareQuestion(this.#ports.sha256Hex, caller.tenantId, { ...pair, dimensions: [] });
    if (question !== null) {
      this.#open += 1;
      void this.#ask(caller, pair, question);
    }
  }

  async #ask(
    { tenantId, requestId }: Caller,
    pair: AnsweredPair,
    { questionId, content, isSwapped }: CompareQuestion,
  ): Promise<void> {
    const { clock, opener, opinions, reportFault } = this.#ports;
    const { auditShare, auditTtlMs } = this.#options;
    const { human, collectionSlug, scenarioSlug, heard } = pair;
    const createdAt = clock.now();
    const question = { tenantId, questionId, content, audience: human.audience, createdAt, expiresAt: createdAt + auditTtlMs };
    try {
      const history = await opener.open(question);
      opinions.keep(
        { tenantId, questionId, collectionSlug, scenarioSlug, inclusionProbability: auditShare, askedAt: createdAt },
        toOpinionRecords({ tenantId, questionId }, isSwapped, heard),
      );
      this.#putUp(question, history, human.minVotes);
    } catch (fault) {
      this.#open -= 1;
      reportFault(fault, requestId);
    }
  }

  /** Until the votes are in or the time is over. */
  #putUp(question: QuestionRecord, history: QuestionHistory, votesWanted: number): void {
    const { asked, deadlines } = this.#ports;
    const { questionId, expiresAt } = question;
    let isUp = true;
    const takeDown = () => {
      if (isUp) {
        isUp = false;
        deadline.takeBack();
        asked.leave(asker, questionId);
        this.#open -= 1;
      }
    };
    const deadline = deadlines.add(expiresAt, takeDown);
    const asker: VoteWatcher = { takeVotes: (votes) => (votes.length >= votesWanted ? takeDown() : undefined) };
    const terms = { minVotes: votesWanted, maxVotes: votesWanted, deadlineAt: null, expiresAt, value: VOTE_VALUE };
    const votes: readonly VoteRecord[] = asked.join(asker, question, history, terms);
    asker.takeVotes(votes);
  }
}

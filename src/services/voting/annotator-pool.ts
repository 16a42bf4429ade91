import { expectedVotes, firstVoteSeconds, type LiveAnnotator } from "../../domain/dispatch/expected-votes.ts";
import { nominalSeconds } from "../../domain/dispatch/nominal-seconds.ts";
import type { Clock } from "../../ports/clock.ts";
import type { QuestionRecord } from "../../ports/question-store.ts";
import { type Annotator, GLOBAL_AUDIENCE } from "./annotator.ts";
import type { AskingPool } from "./asking-board.ts";
import type { PaceBook } from "./pace-book.ts";
import type { PoolMeasure } from "./pool-measure.ts";
import { VoteRate } from "./vote-rate.ts";

/** Somebody without a line or a question is taken to be there for that long after they were last heard of. */
const LIVE_MS = 30_000;
/** And to be about for that long. */
const ONLINE_MS = 300_000;
/** Annotators that are kept in mind; those heard of last. */
const ANNOTATORS_MAX = 20_000;
/** How long a count of who is there may be used: it changes slowly, and is asked for with every comparison. */
const COUNT_KEPT_MS = 250;
/** Expectations are reckoned from that many annotators, evenly chosen, and scaled up. */
const SAMPLE_MAX = 64;
/** Of a question that nobody has seen yet, in seconds at the usual pace. */
const USUAL_QUESTION_SECONDS = 20;
/** Votes that the length of a usual question is read from weigh so much more the newer they are. */
const QUESTION_FORGETTING = 0.02;

/** Somebody who was heard of lately. */
interface Presence {
  annotator: Annotator;
  /** Open lines. */
  lines: number;
  seenAt: number;
}

/** Those who may answer for one audience of one tenant. */
interface Crowd {
  readonly live: readonly Presence[];
  readonly sample: readonly LiveAnnotator[];
}

/** What the pool needs to know of the board. */
export interface PoolBoard {
  isHolding(annotatorId: string): boolean;
  awaitedVotes(tenantId: string | null, audience: string): number;
  readonly size: number;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Who is there to vote, and how fast they are. */
export class AnnotatorPool implements AskingPool {
  readonly #clock: Clock;
  readonly #paces: PaceBook;
  readonly #board: PoolBoard;
  readonly #presences = new Map<string, Presence>();
  readonly #rates = new Map<string, VoteRate>();
  /** By tenant and audience, as counted at `#countedAt`. */
  #crowds = new Map<string, Crowd>();
  #countedAt = Number.NEGATIVE_INFINITY;
  #questionSeconds = USUAL_QUESTION_SECONDS;

  constructor(clock: Clock, paces: PaceBook, board: PoolBoard) {
    this.#clock = clock;
    this.#paces = paces;
    this.#board = board;
  }

  /** An annotator opened a line: they are there until the returned function is called. */
  arrive(annotator: Annotator): () => void {
    const presence = this.#note(annotator);
    presence.lines += 1;
    let isOpen = true;
    return () => {
      if (isOpen) {
        isOpen = false;
        presence.lines -= 1;
        presence.seenAt = this.#clock.now();
      }
    };
  }

  /** An annotator was heard of. */
  saw(annotator: Annotator): void {
    this.#note(annotator);
  }

  /** An annotator signed out: they are gone at once, though their line is still open. Whoever has another session comes back with what is next heard of it. */
  left(annotatorId: string): void {
    this.#presences.delete(annotatorId);
    this.#crowds.clear();
  }

  /** An annotator voted, so many seconds after they were handed the question. */
  voted(annotator: Annotator, question: Pick<QuestionRecord, "content">, seconds: number): void {
    const questionSeconds = nominalSeconds(question.content);
    this.#questionSeconds += QUESTION_FORGETTING * (questionSeconds - this.#questionSeconds);
    this.#paces.voted(annotator.annotatorId, seconds, questionSeconds);
    let rate = this.#rates.get(annotator.tenantId);
    if (rate === undefined) {
      rate = new VoteRate();
      this.#rates.set(annotator.tenantId, rate);
    }
    rate.add(this.#clock.now());
  }

  isLive(audience: string, tenantId: string | null = null, besides: ReadonlySet<string> = NOBODY): boolean {
    const { live } = this.#crowd(tenantId, audience);
    // It is asked for every comparison that waits: where there are more than do not count, nobody has to be looked at.
    return live.length > besides.size || live.some(({ annotator }) => !besides.has(annotator.annotatorId));
  }

  /** Audiences for whose questions somebody is live: those of which `isLive` says so. */
  liveAudiences(): readonly string[] {
    const now = this.#clock.now();
    const live = [...this.#presences.values()].filter((presence) => this.#isLive(presence, now));
    return live.length === 0 ? [] : [...new Set([GLOBAL_AUDIENCE, ...live.map(({ annotator }) => annotator.audience)])];
  }

  expectVotes(audience: string, withinMs: number, tenantId: string | null = null, questionSeconds: number | null = null): number {
    const { live, sample } = this.#crowd(tenantId, audience);
    if (live.length === 0) {
      return 0;
    }
    const share = sample.length / live.length;
    const awaited = this.#board.awaitedVotes(tenantId, audience) * share;
    const usualSeconds = this.#questionSeconds;
    return expectedVotes(sample, questionSeconds ?? usualSeconds, withinMs / 1000, awaited, usualSeconds) / share;
  }

  /** @param tenantId null: over all tenants. */
  measure(tenantId: string | null = null): PoolMeasure {
    const now = this.#clock.now();
    this.#prune(now);
    const there = [...this.#presences.values()].filter(({ annotator }) => isOf(annotator, tenantId));
    const live = there.filter((presence) => this.#isLive(presence, now));
    const seconds = firstVoteSeconds(this.#sample(live), this.#questionSeconds);
    const rates = tenantId === null ? [...this.#rates.values()] : [this.#rates.get(tenantId)];
    return {
      online: there.length,
      live: live.length,
      votesPerMinute: rates.reduce((sum, rate) => sum + (rate?.perMinute(now) ?? 0), 0),
      medianVoteSeconds: this.#paces.medianSeconds(),
      expectedFirstVoteMs: seconds === null ? null : Math.round(seconds * 1000),
      openQuestions: this.#board.size,
    };
  }

  #note(annotator: Annotator): Presence {
    const now = this.#clock.now();
    const known = this.#presences.get(annotator.annotatorId);
    if (known !== undefined) {
      if (!this.#isLive(known, now)) {
        this.#crowds.clear();
      }
      known.annotator = annotator;
      known.seenAt = now;
      return known;
    }
    if (this.#presences.size >= ANNOTATORS_MAX) {
      this.#forgetLongestGone(now);
    }
    const presence: Presence = { annotator, lines: 0, seenAt: now };
    this.#presences.set(annotator.annotatorId, presence);
    this.#crowds.clear();
    return presence;
  }

  #isLive({ annotator, lines, seenAt }: Presence, now: number): boolean {
    return lines > 0 || now - seenAt <= LIVE_MS || this.#board.isHolding(annotator.annotatorId);
  }

  #prune(now: number): void {
    for (const [annotatorId, presence] of this.#presences) {
      if (now - presence.seenAt > ONLINE_MS && !this.#isLive(presence, now)) {
        this.#presences.delete(annotatorId);
      }
    }
  }

  #forgetLongestGone(now: number): void {
    this.#prune(now);
    const gone = [...this.#presences.values()].filter(({ lines }) => lines === 0).sort((one, other) => one.seenAt - other.seenAt);
    // A tenth at once, so that it is not done for everyone who comes.
    for (const { annotator } of gone.slice(0, Math.max(0, this.#presences.size - 0.9 * ANNOTATORS_MAX))) {
      this.#presences.delete(annotator.annotatorId);
    }
  }

  #crowd(tenantId: string | null, audience: string): Crowd {
    const now = this.#clock.now();
    if (Math.abs(now - this.#countedAt) >= COUNT_KEPT_MS) {
      this.#crowds.clear();
      this.#countedAt = now;
      this.#prune(now);
    }
    const name = `${tenantId ?? ""}\n${audience}`;
    let crowd = this.#crowds.get(name);
    if (crowd === undefined) {
      const live = this.#liveOf(tenantId, audience, now);
      crowd = { live, sample: this.#sample(live) };
      this.#crowds.set(name, crowd);
    }
    return crowd;
  }

  #liveOf(tenantId: string | null, audience: string, now: number): readonly Presence[] {
    return [...this.#presences.values()].filter(
      (presence) =>
        isOf(presence.annotator, tenantId) &&
        (audience === GLOBAL_AUDIENCE || audience === presence.annotator.audience) &&
        this.#isLive(presence, now),
    );
  }

  #sample(live: readonly Presence[]): readonly LiveAnnotator[] {
    const step = Math.max(1, live.length / SAMPLE_MAX);
    return Array.from({ length: Math.min(live.length, SAMPLE_MAX) }, (_, index) => live[Math.floor(index * step)])
      .filter((presence) => presence !== undefined)
      .map(({ annotator: { annotatorId } }) => ({
        pace: this.#paces.of(annotatorId),
        isBusy: this.#board.isHolding(annotatorId),
      }));
  }
}

function isOf(annotator: Annotator, tenantId: string | null): boolean {
  return tenantId === null || annotator.tenantId === tenantId;
}

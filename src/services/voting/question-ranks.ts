import { NO_NEED, type QuestionNeed, questionNeed, secondsToDeadline } from "../../domain/dispatch/question-need.ts";
import type { VotePace } from "../../domain/dispatch/vote-pace.ts";
import { toFraction } from "../../domain/numerics/to-fraction.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Random } from "../../ports/random.ts";
import { type Annotator, GLOBAL_AUDIENCE } from "./annotator.ts";
import { type BoardQuestion, updateState } from "./board-question.ts";
import type { PaceBook } from "./pace-book.ts";
import { RankedList } from "./ranked-list.ts";

/** Time alone changes what questions need: each of them is looked at again once in that time, and the less often the more they are. */
const RERANK_MS = 50;
const RERANK_MS_PER_QUESTION = 0.05;
/** So large a share of questions is handed out by lot, whatever they are worth, so that what is thought of their worth can be checked. */
const LOT_SHARE = 0.05;
/** Tries to find one by lot that the annotator may have. */
const LOTS_MAX = 8;
/** Somebody too slow for a question's deadline gets it only where nothing else is waiting for them. */
const TOO_SLOW_FACTOR = 1e-6;

/** The questions of one tenant for one audience. */
interface Queue {
  readonly up: Set<BoardQuestion>;
  /** Those of them that need another annotator. */
  readonly wanted: RankedList<BoardQuestion>;
  /** Until when they have been looked at again as often as they should be. */
  rankedAt: number;
  /** Those of `up` whose turn comes next. */
  turn: Iterator<BoardQuestion>;
  /** Votes that somebody waits for, over all of them. */
  awaited: number;
}

/** The open questions in the order in which they should be handed out. */
export class QuestionRanks {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #paces: PaceBook;
  /** By tenant, then by audience. */
  readonly #queues = new Map<string, Map<string, Queue>>();

  constructor(clock: Clock, random: Random, paces: PaceBook) {
    this.#clock = clock;
    this.#random = random;
    this.#paces = paces;
  }

  /** Takes note of a question that came up or changed. */
  set(question: BoardQuestion): void {
    const queue = this.#queueOf(question);
    queue.up.add(question);
    updateState(question);
    this.#rank(queue, question, this.#clock.now(), this.#paces.pool());
  }

  remove(question: BoardQuestion): void {
    const { tenantId, audience } = question.record;
    const audiences = this.#queues.get(tenantId);
    const queue = audiences?.get(audience);
    if (audiences === undefined || queue === undefined || !queue.up.delete(question)) {
      return;
    }
    queue.wanted.remove(question);
    queue.awaited -= question.need.awaited;
    takeNeed(question, NO_NEED);
    if (queue.up.size === 0) {
      audiences.delete(audience);
    }
    if (audiences.size === 0) {
      this.#queues.delete(tenantId);
    }
  }

  /** The question that the annotator should have next; null: none that they have not seen needs anybody. */
  pick(annotator: Annotator): BoardQuestion | null {
    const queues = this.#queuesFor(annotator.tenantId, annotator.audience);
    this.#refresh(queues);
    if (toFraction(this.#random.uint32()) < LOT_SHARE) {
      const drawn = this.#draw(annotator, queues);
      if (drawn !== null) {
        return drawn;
      }
    }
    const own = this.#paces.of(annotator.annotatorId);
    const now = this.#clock.now();
    let best: BoardQuestion | null = null;
    let score = 0;
    for (const { wanted } of queues) {
      const found = wanted.best((question) => this.#factorFor(annotator, own, question, now));
      if (found !== null && found.score > score) {
        best = found.item;
        score = found.score;
      }
    }
    return best;
  }

  /** Questions that need another annotator now, of every tenant. */
  *wanted(): Iterable<BoardQuestion> {
    for (const audiences of this.#queues.values()) {
      const queues = [...audiences.values()];
      this.#refresh(queues);
      for (const { up } of queues) {
        for (const question of up) {
          if (question.need.places > 0) {
            yield question;
          }
        }
      }
    }
  }

  /** Votes that callers wait for and that those who answer this audience's questions may give. @param tenantId null: of all tenants. */
  awaited(tenantId: string | null, audience: string): number {
    const tenants = tenantId === null ? [...this.#queues.keys()] : [tenantId];
    return tenants.reduce(
      (sum, tenant) => this.#queuesFor(tenant, audience).reduce((ofTenant, queue) => ofTenant + queue.awaited, sum),
      0,
    );
  }

  #factorFor(annotator: Annotator, own: VotePace, question: BoardQuestion, now: number): number {
    if (question.seenBy.has(annotator.annotatorId)) {
      return 0;
    }
    const isTooSlow = question.need.awaited > 0 && secondsToDeadline(question.state, own, now) === null;
    return isTooSlow ? TOO_SLOW_FACTOR : 1;
  }

  /** Any question that the annotator may have; null: none was found in a few tries. */
  #draw(annotator: Annotator, queues: readonly Queue[]): BoardQuestion | null {
    const size = queues.reduce((sum, { wanted }) => sum + wanted.size, 0);
    for (let lot = 0; lot < LOTS_MAX && size > 0; lot += 1) {
      let place = this.#random.uint32() % size;
      for (const { wanted } of queues) {
        const question = wanted.at(place);
        if (question !== null && !question.seenBy.has(annotator.annotatorId)) {
          return question;
        }
        place -= wanted.size;
      }
    }
    return null;
  }

  /** Looks at as many questions again as the time since asks for, in turn: all of them at once would hold everybody up. */
  #refresh(queues: readonly Queue[]): void {
    const now = this.#clock.now();
    const pace = this.#paces.pool();
    for (const queue of queues) {
      const { size } = queue.up;
      const roundMs = Math.max(RERANK_MS, RERANK_MS_PER_QUESTION * size);
      const share = Math.min(1, Math.abs(now - queue.rankedAt) / roundMs);
      const count = Math.floor(share * size);
      if (count > 0) {
        // What is left of a question's share counts for the next time.
        queue.rankedAt = count === size ? now : queue.rankedAt + Math.sign(now - queue.rankedAt) * (count / size) * roundMs;
        this.#rankInTurn(queue, count, now, pace);
      }
    }
  }

  /** @param count at most as many as are up. */
  #rankInTurn(queue: Queue, count: number, now: number, pace: VotePace): void {
    for (let ranked = 0; ranked < count; ranked += 1) {
      let next = queue.turn.next();
      if (next.done === true) {
        queue.turn = queue.up.values();
        next = queue.turn.next();
      }
      if (next.done !== true && changesWithTime(next.value.state)) {
        this.#rank(queue, next.value, now, pace);
      }
    }
  }

  #rank(queue: Queue, question: BoardQuestion, now: number, pace: VotePace): void {
    const need = questionNeed(question.state, pace, now);
    queue.awaited += need.awaited - question.need.awaited;
    takeNeed(question, need);
    if (need.places > 0) {
      queue.wanted.set(question, need.score);
    } else {
      queue.wanted.remove(question);
    }
  }

  /** The queues that an annotator of that audience is served from. */
  #queuesFor(tenantId: string, audience: string): readonly Queue[] {
    const audiences = this.#queues.get(tenantId);
    const ofAll = audiences?.get(GLOBAL_AUDIENCE);
    const own = audience === GLOBAL_AUDIENCE ? undefined : audiences?.get(audience);
    return [...(own ? [own] : []), ...(ofAll ? [ofAll] : [])];
  }

  #queueOf({ record: { tenantId, audience } }: BoardQuestion): Queue {
    const audiences = this.#queues.get(tenantId) ?? new Map<string, Queue>();
    this.#queues.set(tenantId, audiences);
    const queue = audiences.get(audience) ?? this.#createQueue();
    audiences.set(audience, queue);
    return queue;
  }

  #createQueue(): Queue {
    const up = new Set<BoardQuestion>();
    return { up, wanted: new RankedList(), rankedAt: this.#clock.now(), turn: up.values(), awaited: 0 };
  }
}

function takeNeed({ need }: BoardQuestion, { awaited, places, score }: QuestionNeed): void {
  need.awaited = awaited;
  need.places = places;
  need.score = score;
}

/** What nobody waits for and nobody holds needs what it needed. */
function changesWithTime({ deadlineAt, leasedAt }: BoardQuestion["state"]): boolean {
  return deadlineAt !== null || leasedAt.length > 0;
}

import { assertInvariant } from "../../domain/assert.ts";
import { leaseDuration } from "../../domain/dispatch/lease-duration.ts";
import type { LeaseRecord } from "../../ports/question-store.ts";
import { BoundedCache } from "../bounded-cache.ts";
import type { BoardPorts } from "./board-ports.ts";
import type { BoardQuestion, HeldLease } from "./board-question.ts";

/** However long somebody looks at a question, then it goes back. */
const LEASE_HELD_MS_MAX = 30 * 60_000;

/** Leases remembered that ended and that a history which was read before would put back: it still has them, and the board does not know their holder as one who has seen the question. */
const ENDED_MAX = 2000;

/** What one annotator has in hand: one question, and the one reserved for the time after it. */
interface Hands {
  current: HeldLease | null;
  next: HeldLease | null;
}

/** The live leases and the reservations of leases that are on their way to the store. An annotator has at most one of each. */
export class LeaseBook {
  readonly #ports: Pick<BoardPorts, "clock" | "deadlines" | "paces" | "onExpired">;
  readonly #onEnd: (held: HeldLease) => void;
  readonly #byId = new Map<string, HeldLease>();
  readonly #byAnnotator = new Map<string, Hands>();
  readonly #ended = new BoundedCache<string, true>(ENDED_MAX);

  /** @param onEnd is told after every lease or reservation that ended, however it did. */
  constructor(ports: Pick<BoardPorts, "clock" | "deadlines" | "paces" | "onExpired">, onEnd: (held: HeldLease) => void) {
    this.#ports = ports;
    this.#onEnd = onEnd;
  }

  /** Leases and reservations. */
  get size(): number {
    return this.#byId.size;
  }

  find(leaseId: string): HeldLease | null {
    return this.#byId.get(leaseId) ?? null;
  }

  /** The live lease of that annotator. */
  currentOf(annotatorId: string): HeldLease | null {
    return this.#byAnnotator.get(annotatorId)?.current ?? null;
  }

  /** The reservation for that annotator. */
  nextOf(annotatorId: string): HeldLease | null {
    return this.#byAnnotator.get(annotatorId)?.next ?? null;
  }

  /** Until when the annotator may keep the question if they begin now. */
  expiryFor(annotatorId: string, question: BoardQuestion): number {
    return this.#ports.clock.now() + leaseDuration(this.#ports.paces.of(annotatorId), question.nominalSeconds);
  }

  /** Puts a lease that the store has back, unless its time is over or its holder got another one since, or is about to. */
  restore(question: BoardQuestion, lease: LeaseRecord): void {
    question.seenBy.add(lease.annotatorId);
    if (this.#ended.find(lease.leaseId) !== undefined) {
      return;
    }
    if (lease.expiresAt <= this.#ports.clock.now() || this.#byAnnotator.has(lease.annotatorId)) {
      this.#ports.onExpired(lease);
    } else {
      this.add(question, lease, true);
    }
  }

  /** Notes a lease or, where it is not kept yet, a reservation. The annotator must have none of the kind. */
  add(question: BoardQuestion, lease: LeaseRecord, isKept: boolean): void {
    const { annotatorId, leaseId } = lease;
    const hands = this.#byAnnotator.get(annotatorId) ?? { current: null, next: null };
    const place = isKept ? "current" : "next";
    assertInvariant(hands[place] === null, `annotator ${annotatorId} would hold two ${isKept ? "leases" : "reservations"}`);
    const held: HeldLease = { lease, question, isKept, expiry: null };
    hands[place] = held;
    this.#byAnnotator.set(annotatorId, hands);
    this.#byId.set(leaseId, held);
    question.leases = [...question.leases, held];
    question.seenBy.add(annotatorId);
    this.#watchExpiry(held);
  }

  /** Makes a reservation a lease. The annotator must have none. */
  keep(held: HeldLease): void {
    const { annotatorId } = held.lease;
    const hands = this.#byAnnotator.get(annotatorId);
    assertInvariant(hands?.next === held && hands.current === null, `annotator ${annotatorId} would hold two leases`);
    held.isKept = true;
    hands.current = held;
    hands.next = null;
  }

  /** Lets a lease run anew from now on, up to a bound. */
  extend(held: HeldLease): void {
    const { annotatorId, leasedAt, expiresAt } = held.lease;
    const until = Math.min(this.expiryFor(annotatorId, held.question), leasedAt + LEASE_HELD_MS_MAX);
    held.expiry?.takeBack();
    held.lease = { ...held.lease, expiresAt: Math.max(expiresAt, until) };
    this.#watchExpiry(held);
  }

  /** A lease that the store has ended: it is taken back, and never put back. @param isForBreak its annotator may get the question again. */
  endKept(leaseId: string, isForBreak: boolean): void {
    const held = this.find(leaseId);
    if (held === null || isForBreak) {
      this.#ended.set(leaseId, true);
    }
    if (held !== null && isForBreak) {
      held.question.seenBy.delete(held.lease.annotatorId);
    }
    if (held !== null) {
      this.end(held);
    }
  }

  /** Takes a lease or reservation back. */
  end(held: HeldLease): void {
    const { annotatorId, leaseId } = held.lease;
    held.expiry?.takeBack();
    this.#byId.delete(leaseId);
    held.question.leases = held.question.leases.filter((other) => other !== held);
    const hands = this.#byAnnotator.get(annotatorId);
    if (hands !== undefined) {
      hands.current = hands.current === held ? null : hands.current;
      hands.next = hands.next === held ? null : hands.next;
      if (hands.current === null && hands.next === null) {
        this.#byAnnotator.delete(annotatorId);
      }
    }
    this.#onEnd(held);
  }

  #watchExpiry(held: HeldLease): void {
    held.expiry = this.#ports.deadlines.add(held.lease.expiresAt, () => {
      this.end(held);
      this.#ports.onExpired(held.lease);
    });
  }
}

import { assertInvariant } from "../../domain/assert.ts";
import type { ComparisonRecord, DeliveryRecord, RevisionRecord } from "../../ports/comparison-store.ts";
import type { Comparison } from "../scoring/comparison.ts";
import type { ServicePorts } from "../service-ports.ts";
import type { ComparisonView } from "./comparison-view.ts";
import type { RevisionFeed } from "./revision-feed.ts";

/** The event that a revision owes to the webhook. @returns null where none is owed. */
export type OweDelivery = (tenantId: string, view: ComparisonView) => DeliveryRecord | null;

/** What the writing of revisions needs of the world. */
export type RevisionPorts = Pick<ServicePorts, "clock" | "timer" | "comparisons" | "reportFault"> & {
  readonly revisions: RevisionFeed;
  readonly oweDelivery: OweDelivery;
};

/** Where a comparison's revisions stand: what is kept of them. */
export interface KeptRevisions {
  readonly number: number;
  /** Null: it has to be looked up. */
  readonly first: Comparison | null;
}

const NOTHING_KEPT: KeptRevisions = { number: 0, first: null };
const SETTLEMENT_KEPT: KeptRevisions = { number: 1, first: null };
const RETRY_FIRST_MS = 250;
const RETRY_MS_MAX = 30_000;
/** Some four minutes of trying. */
const ATTEMPTS_MAX = 14;

/**
 * Writes the revisions of one comparison in their order, one at a time, behind whoever is answered. What the store refuses is tried again with growing waits. Revisions that
 * nobody was given and that are overtaken while another is being written are left out.
 */
export class RevisionWriter {
  readonly #ports: RevisionPorts;
  readonly #tenantId: string;
  readonly #comparisonId: string;
  readonly #requestId: string;
  #kept: KeptRevisions;
  /** What is to be written first. Let go of when it is: a comparison waits for days, and there may be thousands. */
  #unsettled: ComparisonRecord | null;
  #settlement: RevisionRecord | null = null;
  #latest: Comparison | null = null;
  #isWriting = false;
  #isLost = false;

  /** @param kept where another process has settled the comparison before. */
  constructor(ports: RevisionPorts, record: ComparisonRecord, requestId: string, kept = NOTHING_KEPT) {
    this.#ports = ports;
    this.#tenantId = record.tenantId;
    this.#comparisonId = record.comparisonId;
    this.#unsettled = kept.number === 0 ? record : null;
    this.#requestId = requestId;
    this.#kept = kept;
  }

  /** Settles the comparison. Resolves when the first attempt to write it is over, whether or not that put it on disk. */
  settle(first: Comparison): Promise<void> {
    assertInvariant(this.#settlement === null && this.#kept.number === 0, "a comparison is settled once");
    this.#settlement = this.#toRecord(1, first);
    return new Promise((resolve) => {
      this.#write(resolve);
    });
  }

  /** Adds a revision as soon as those before it are written. */
  revise(comparison: Comparison): void {
    this.#latest = comparison;
    this.#write(() => undefined);
  }

  #write(onAttempt: () => void): void {
    if (!this.#isWriting && !this.#isLost) {
      this.#isWriting = true;
      this.#writeAll(onAttempt).catch((fault: unknown) => {
        this.#isLost = true;
        onAttempt();
        this.#ports.reportFault(fault, this.#requestId);
      });
    }
  }

  async #writeAll(onAttempt: () => void): Promise<void> {
    for (let write = this.#takeNext(); write !== null; write = this.#takeNext()) {
      await this.#persist(write, onAttempt);
      this.#ports.revisions.publish(this.#tenantId, this.#comparisonId);
    }
    this.#isWriting = false;
  }

  /** The next thing to write; null: all is written. */
  #takeNext(): (() => Promise<void>) | null {
    const { comparisons } = this.#ports;
    const [unsettled, settlement] = [this.#unsettled, this.#settlement];
    if (unsettled !== null && settlement !== null) {
      return async () => {
        // False: an attempt that seemed to have failed had not.
        await comparisons.settleComparison(unsettled, settlement);
        this.#kept = SETTLEMENT_KEPT;
        this.#unsettled = null;
        this.#settlement = null;
      };
    }
    const latest = this.#latest;
    if (latest === null) {
      return null;
    }
    this.#latest = null;
    const revision = this.#toRecord(this.#kept.number + 1, latest);
    return async () => {
      await this.#revise(revision, latest);
      this.#kept = { ...this.#kept, number: revision.revision };
    };
  }

  async #revise(revision: RevisionRecord, comparison: Comparison): Promise<void> {
    const { comparisons, oweDelivery } = this.#ports;
    const first = this.#kept.first ?? (await this.#findFirst());
    this.#kept = { ...this.#kept, first };
    const view = { comparison, revision: revision.revision, revisedAt: revision.revisedAt, first };
    await comparisons.reviseComparison(this.#tenantId, this.#comparisonId, revision, oweDelivery(this.#tenantId, view));
  }

  async #findFirst(): Promise<Comparison> {
    const found = await this.#ports.comparisons.findComparison(this.#tenantId, this.#comparisonId);
    const first = found?.revisions[0];
    assertInvariant(first !== undefined, "a settled comparison has a first revision");
    return JSON.parse(first.answer) as Comparison;
  }

  async #persist(write: () => Promise<void>, onAttempt: () => void): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await write();
        onAttempt();
        return;
      } catch (fault) {
        onAttempt();
        if (attempt === ATTEMPTS_MAX) {
          throw fault;
        }
        const waitMs = Math.min(RETRY_MS_MAX, RETRY_FIRST_MS * 2 ** (attempt - 1));
        await new Promise<void>((resolve) => void this.#ports.timer.set(waitMs, resolve));
      }
    }
  }

  #toRecord(revision: number, comparison: Comparison): RevisionRecord {
    return {
      revision,
      answer: JSON.stringify(comparison),
      isFinal: comparison.final,
      revisedAt: this.#ports.clock.now(),
    };
  }
}

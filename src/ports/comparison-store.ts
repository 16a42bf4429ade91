/** What a comparison rests on: kept so that later votes can revise it. */
export interface ComparisonRecord {
  readonly tenantId: string;
  readonly comparisonId: string;
  readonly questionId: string;
  /** Whether the caller's A is the question's B: questions keep their candidates in an order of their own. */
  readonly isSwapped: boolean;
  /** JSON of what the fallback said and what the caller asked for; the services' business. */
  readonly basis: string;
  readonly createdAt: number;
}

/** One answer of a comparison. Never changed: what is learned later is another revision. */
export interface RevisionRecord {
  /** 1: the answer that the caller was given. */
  readonly revision: number;
  /** JSON; the services' business. */
  readonly answer: string;
  /** No other revision will follow. */
  readonly isFinal: boolean;
  readonly revisedAt: number;
}

/** An event that is owed to the webhook. */
export interface DeliveryRecord {
  readonly deliveryId: string;
  readonly tenantId: string;
  /** JSON, as it will be sent. */
  readonly payload: string;
  readonly createdAt: number;
  /** How often it was tried in vain. */
  readonly attempts: number;
  /** When it is tried next. */
  readonly dueAt: number;
}

/** Settled comparisons with their revisions, and what is owed to the webhook. Each method is one atomic operation, durable when its promise resolves. */
export interface ComparisonStore {
  /** Settles a comparison with its first revision. False, and nothing changes, where it was settled before. */
  settleComparison(comparison: ComparisonRecord, first: RevisionRecord): Promise<boolean>;
  /** Adds a revision and, in the same transaction, the delivery it is owed. False, and nothing changes, where it is not the next one or a final one is there. */
  reviseComparison(
    tenantId: string,
    comparisonId: string,
    revision: RevisionRecord,
    delivery: DeliveryRecord | null,
  ): Promise<boolean>;
  /** With all revisions, the first one first. */
  findComparison(
    tenantId: string,
    comparisonId: string,
  ): Promise<{ readonly comparison: ComparisonRecord; readonly revisions: readonly RevisionRecord[] } | null>;
  /** Up to `limit` comparisons without a final revision, the newest first, each with its last revision: what a restart goes on with. */
  loadUnfinished(limit: number): Promise<readonly { readonly comparison: ComparisonRecord; readonly last: RevisionRecord }[]>;
  /** Deletes up to `limit` comparisons created before that instant. Returns how many. */
  purgeComparisons(createdBefore: number, limit: number): Promise<number>;

  /** Keeps a delivery that belongs to no revision. Nothing changes where one with that id is kept. */
  oweDelivery(delivery: DeliveryRecord): Promise<void>;
  /** Deliveries due at that instant, the longest due first, up to `limit`. */
  findDueDeliveries(at: number, limit: number): Promise<readonly DeliveryRecord[]>;
  /** Forgets a delivery: it arrived, or was given up. */
  endDelivery(deliveryId: string): Promise<void>;
  postponeDelivery(deliveryId: string, attempts: number, dueAt: number): Promise<void>;
}

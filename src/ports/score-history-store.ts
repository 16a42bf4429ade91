import type { RewardsMeasure } from "../domain/scoring/measure-rewards.ts";
import type { RewardWindow } from "../domain/scoring/reward-window.ts";

/** Rewards on their way into one history, and the windows of it that they are held against. */
export interface HistoryEntry {
  readonly historyKey: string;
  readonly windows: readonly RewardWindow[];
  readonly rewards: readonly number[];
}

/** A request that may come again, as it was, and shall not be recorded again then. */
export interface RepeatableRequest {
  /** Names it among those of its tenant. */
  readonly digest: string;
  /** It may have come before since that instant; what was recorded earlier under the same name was another one's. */
  readonly repeatedSince: number;
}

/** Rewards by tenant and key, in the order in which they came. Each method is one atomic operation, durable when its promise resolves. */
export interface ScoreHistoryStore {
  /**
   * Measures each entry's windows as they are before any reward of this call, ranks the entry's rewards in them, then adds the rewards, dated `recordedAt`.
   * A history keeps its latest `rewardsMax` rewards. A window of a time holds what was recorded from `recordedAt − durationMs` on.
   * Where the request (null: one that is never the same as another) has recorded in a history before, nothing is added there, and its windows are measured as they were before it then, as far as those rewards are
   * still kept. It is known as long as its first reward there is.
   * Returns for each entry one measure a window, in their order. No two entries may have the same key.
   */
  recordRewards(
    tenantId: string,
    entries: readonly HistoryEntry[],
    recordedAt: number,
    rewardsMax: number,
    request: RepeatableRequest | null,
  ): Promise<readonly (readonly RewardsMeasure[])[]>;

  /** Deletes up to `limit` rewards recorded before that instant. Returns how many. */
  purgeRewards(recordedBefore: number, limit: number): Promise<number>;
}

/** Every bound the services keep, by name; the values come from the configuration. */
export interface ServiceLimits {
  /** An episode expires this long after its last turn. */
  readonly episodeIdleMs: number;
  /** An expired episode is answered 410 for this long, then 404. */
  readonly expiredKeptMs: number;
  /** Folded episodes kept in memory; any other is refolded from its rows when its next turn comes. */
  readonly liveEpisodesMax: number;
  /** Characters a message may have. */
  readonly messageCharactersMax: number;
  /** Messages a transcript may have. */
  readonly transcriptMessagesMax: number;
  readonly batchItemsMax: number;
  readonly forksMax: number;
  /** How long an answer under an Idempotency-Key is kept. */
  readonly repliesKeptMs: number;
  /** Settled scores kept in memory for identical requests; 0 keeps none. */
  readonly scoreCacheEntriesMax: number;
  /** What these may take, estimated. */
  readonly scoreCacheBytesMax: number;
  /** Rewards kept under one normalization key. */
  readonly scoreHistoryRewardsMax: number;
  /** How long they are kept. */
  readonly scoreHistoryKeptMs: number;
  /** How long a comparison that people were asked about is kept, with its revisions. */
  readonly comparisonsKeptMs: number;
}

/** What an episode was started with, and where it stands. Instants are Unix milliseconds. */
export interface EpisodeRecord {
  readonly tenantId: string;
  readonly episodeId: string;
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  /** Versions the fold depends on; a mismatch is refused, never silently refolded. */
  readonly scenarioDigest: string;
  readonly engineVersion: string;
  readonly seed: number;
  readonly groupId: string | null;
  /** What it began with, readable under any engine. Null: it was begun before this was kept. */
  readonly opening: EpisodeOpening | null;
  readonly settings: EpisodeSettings;
  /** Where it was forked from, if it was. */
  readonly parentEpisodeId: string | null;
  readonly createdAt: number;
  readonly lastActivityAt: number;
  readonly status: EpisodeStatus;
  readonly terminalReason: string | null;
  readonly outcome: string | null;
}

/** The persona's first line, and the hash of the state before the first move. */
export interface EpisodeOpening {
  readonly line: string;
  readonly stateHash: string;
}

/** `expired` keeps the row (answered 410) but not its turns. */
export type EpisodeStatus = "open" | "complete" | "expired";

export interface EpisodeSettings {
  readonly scoreTurns: boolean;
  readonly observationRole: "assistant" | "user";
  readonly rewardMode: "cumulative" | "delta" | "terminal";
  readonly maxTurns: number;
}

/** One acknowledged turn. `answer` is the body that was sent, so that a retry gets the same bytes. */
export interface TurnRecord {
  readonly episodeId: string;
  /** 1 for the first policy move. */
  readonly turn: number;
  readonly message: string;
  readonly toolCalls: readonly { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[];
  readonly observation: string;
  readonly stateHash: string;
  readonly answer: string;
  readonly createdAt: number;
}

/** Why an episode is over, and what came of it. */
export interface EndingRecord {
  readonly terminalReason: string;
  readonly outcome: string;
}

/** Episodes and their turns. Each method is one whole atomic operation, durable when its promise resolves. */
export interface EpisodeStore {
  /** Inserts an episode together with the turns it starts with (none, or those of its parent up to the fork). Throws if the id is taken. */
  insertEpisode(episode: EpisodeRecord, turns: readonly TurnRecord[]): Promise<void>;

  /** The episode and its turns in order; null where the tenant has no such episode. */
  findEpisode(
    tenantId: string,
    episodeId: string,
  ): Promise<{ readonly episode: EpisodeRecord; readonly turns: readonly TurnRecord[] } | null>;

  /**
   * Appends the turn if it is the next one of an open episode, and completes the episode if `ending` is given.
   * `conflict`: another writer was first, the episode is over or gone; nothing was written.
   */
  appendTurn(tenantId: string, turn: TurnRecord, ending: EndingRecord | null): Promise<"appended" | "conflict">;

  /** Completes an open episode. False where it was not open. */
  endEpisode(tenantId: string, episodeId: string, ending: EndingRecord, at: number): Promise<boolean>;

  /** Marks up to `limit` open or complete episodes idle since before `idleSince` as expired and drops their turns. Returns how many. */
  expireEpisodes(idleSince: number, limit: number): Promise<number>;

  /** Deletes up to `limit` expired rows idle since before `idleSince`. Returns how many. */
  purgeEpisodes(idleSince: number, limit: number): Promise<number>;

  /** How many episodes there are in each status, over all tenants. */
  countEpisodes(): Promise<Readonly<Record<EpisodeStatus, number>>>;
}

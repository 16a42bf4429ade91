import type { AnnotatorStore } from "../../ports/annotator-store.ts";
import type { ComparisonStore } from "../../ports/comparison-store.ts";
import type { EpisodeStore } from "../../ports/episode-store.ts";
import type { EvidenceStore } from "../../ports/evidence-store.ts";
import type { KeyStore } from "../../ports/key-store.ts";
import type { MonitorStore } from "../../ports/monitor-store.ts";
import type { QuestionStore } from "../../ports/question-store.ts";
import type { ReplyStore } from "../../ports/reply-store.ts";
import type { ScenarioVersionStore } from "../../ports/scenario-version-store.ts";
import type { ScoreHistoryStore } from "../../ports/score-history-store.ts";
import type { SpendingStore } from "../../ports/spending-store.ts";
import type { SqliteFailure } from "./sqlite-failure.ts";

/** A port as it looks beside the database: the same methods, each one done when it returns. */
export type Synchronous<Port> = {
  readonly [Method in keyof Port]: Port[Method] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result
    : never;
};

/** Proves that the database can be written. */
export interface ProbeStore {
  probe(): Promise<void>;
}

/** What an engine answers operations with. */
export interface StorePorts {
  readonly episodes: EpisodeStore;
  readonly keys: KeyStore;
  readonly replies: ReplyStore;
  readonly scenarioVersions: ScenarioVersionStore;
  readonly scoreHistory: ScoreHistoryStore;
  readonly questions: QuestionStore;
  readonly annotators: AnnotatorStore;
  readonly comparisons: ComparisonStore;
  readonly evidence: EvidenceStore;
  readonly monitors: MonitorStore;
  readonly spending: SpendingStore;
  readonly probes: ProbeStore;
}

export type StoreName = keyof StorePorts;
export type SynchronousStores = { readonly [Name in StoreName]: Synchronous<StorePorts[Name]> };

/** Reads need no commit: they run after the writes of their batch and see them. */
export type OperationKind = "read" | "write";

/** Every operation there is. */
export const OPERATION_KINDS: { readonly [Name in StoreName]: Readonly<Record<keyof StorePorts[Name], OperationKind>> } = {
  episodes: {
    insertEpisode: "write",
    findEpisode: "read",
    appendTurn: "write",
    endEpisode: "write",
    expireEpisodes: "write",
    purgeEpisodes: "write",
    countEpisodes: "read",
  },
  keys: { insertKey: "write", findKey: "read", listKeys: "read", revokeKey: "write", countKeys: "read" },
  replies: { findReply: "read", keepReply: "write", purgeReplies: "write" },
  scenarioVersions: { keepVersions: "write", findVersion: "read" },
  scoreHistory: { recordRewards: "write", purgeRewards: "write" },
  questions: {
    openQuestions: "write",
    findQuestion: "read",
    loadOpenQuestions: "read",
    insertLease: "write",
    findLease: "read",
    endLease: "write",
    recordVote: "write",
    findVote: "read",
    reviseVote: "write",
    countVotes: "read",
  },
  annotators: {
    insertInvites: "write",
    redeemInvite: "write",
    admitAnnotator: "write",
    findSession: "read",
    endSession: "write",
    tallyVoters: "read",
    purgeSessions: "write",
  },
  comparisons: {
    settleComparison: "write",
    reviseComparison: "write",
    findComparison: "read",
    loadUnfinished: "read",
    purgeComparisons: "write",
    oweDelivery: "write",
    findDueDeliveries: "read",
    endDelivery: "write",
    postponeDelivery: "write",
  },
  evidence: {
    keepOpinions: "write",
    readVoteLog: "read",
    listVotedTenants: "read",
    keepSnapshot: "write",
    findSnapshot: "read",
    listSnapshots: "read",
    withdrawSnapshot: "write",
  },
  monitors: { keepHours: "write", readHours: "read", purgeHours: "write" },
  spending: { keepSpent: "write", readSpent: "read" },
  probes: { probe: "write" },
};

/** One call of a store method on its way to the database: kind, store, method, arguments. A tuple, as it is copied between threads. */
export type StoreOperation = readonly [kind: OperationKind, store: StoreName, method: string, args: readonly unknown[]];

/** What became of an operation. */
export type StoreOutcome = { readonly value: unknown } | { readonly failure: SqliteFailure };

/** What became of a batch. */
export interface BatchResult {
  /** One for each operation, in their order. */
  readonly outcomes: readonly StoreOutcome[];
  /** Whether the batch shared its commit with the one before it. */
  readonly isJoined: boolean;
}

/** Where batches of operations are carried out, in the order in which they were given. */
export interface BatchRunner {
  /** Resolves after the commit. May be called while other batches are under way. Rejects where the whole batch failed. */
  run(operations: readonly StoreOperation[]): Promise<BatchResult>;
  close(): Promise<void>;
}

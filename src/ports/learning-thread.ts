import type { FoldMetrics, ServedModel } from "../domain/learned/served-model.ts";
import type { FoldPosition, LeftOutStretch } from "../domain/learned/vote-fold.ts";
import type { LoggedVote } from "./evidence-store.ts";

/** Where a tenant's learning stands. */
export interface LearningProgress {
  /** Votes learned from. */
  readonly votes: number;
  /** Place in the log after which the next are wanted; null: from the beginning. */
  readonly learnedUpTo: FoldPosition | null;
}

/** What answers, and what was measured of it. */
export interface LearnedState extends LearningProgress {
  readonly served: ServedModel;
  readonly metrics: FoldMetrics;
}

/** The same with all that was learned, to be kept. */
export interface LearnedSnapshot extends LearnedState {
  readonly payload: Uint8Array<ArrayBuffer>;
  /** Lower-case hex SHA-256 of the payload. */
  readonly digest: string;
}

/** What learning begins with. */
export interface LearningStart {
  /** What was kept; null: nothing, so that it begins with the first vote. */
  readonly kept: { readonly payload: Uint8Array; readonly digest: string } | null;
  /** Stretches of the log that are to be left out, beside those that what was kept leaves out itself. */
  readonly leftOut: readonly LeftOutStretch[];
}

/** What became of what was kept: there was nothing; learning goes on from it; its bytes are not those that its digest names; it is of another model or was learned under another rule. */
export type KeptFit = "none" | "taken_up" | "damaged" | "other_rules";

/** Learns from votes somewhere else than where requests are answered. Few tenants' learning is held at a time. Everything rejects where the thread is lost; what it held is lost with it. */
export interface LearningThread {
  /** Null: nothing of that tenant is held, and `begin` comes first. */
  findProgress(tenantId: string): Promise<LearningProgress | null>;
  /** Takes up what was kept. Where that cannot be used learning begins with the first vote, and what is left out of the log by something kept that is whole stays left out. */
  begin(tenantId: string, start: LearningStart): Promise<LearnedState & { readonly fit: KeptFit }>;
  /** Learns from the next votes of the log, in its order; those at or before the place already reached are passed over. Rejects where nothing of the tenant is held. */
  learn(tenantId: string, votes: readonly LoggedVote[]): Promise<LearningProgress>;
  /** What has been learned so far. Rejects where nothing of the tenant is held. */
  takeSnapshot(tenantId: string): Promise<LearnedSnapshot>;
  /** Ends the thread. What is under way rejects. */
  close(): Promise<void>;
}

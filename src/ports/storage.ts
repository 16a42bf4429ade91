import type { AnnotatorStore } from "./annotator-store.ts";
import type { ComparisonStore } from "./comparison-store.ts";
import type { EpisodeStore } from "./episode-store.ts";
import type { EvidenceStore } from "./evidence-store.ts";
import type { KeyStore } from "./key-store.ts";
import type { MonitorStore } from "./monitor-store.ts";
import type { QuestionStore } from "./question-store.ts";
import type { ReplyStore } from "./reply-store.ts";
import type { ScenarioVersionStore } from "./scenario-version-store.ts";
import type { ScoreHistoryStore } from "./score-history-store.ts";
import type { SpendingStore } from "./spending-store.ts";

/** One opened database: its stores, its health and its end. */
export interface Storage {
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
  /** Writes and deletes a probe row durably; rejects where the database cannot be written. */
  probe(): Promise<void>;
  /** Bytes and counts for the metrics page. */
  measure(): Promise<StorageMeasure>;
  /** Finishes what is under way, then closes. Further calls reject. */
  close(): Promise<void>;
}

export interface StorageMeasure {
  /** Bytes of the write-ahead log; 0 where there is none. */
  readonly walBytes: number;
  /** Commits and the writing operations they carried since the database was opened: their ratio is the size of a commit group. */
  readonly commits: number;
  readonly operations: number;
}

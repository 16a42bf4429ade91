import type { ErrorRecord } from "../domain/error-record.ts";
import type { Collection } from "../domain/scenarios/collection.ts";
import type { ScoringAnswer, ScoringHead, ScoringJob } from "../ports/scoring-threads.ts";

/** What a scoring thread is started with. */
export interface ThreadStart<Settings> {
  readonly settings: Settings;
}

/** What a job is told of the main thread as it is handed over; it is not told of changes. */
export interface KnownAtStart {
  /** Audiences of which somebody is there. */
  readonly liveAudiences: readonly string[];
  /** Whether asking the fallback could give anything but what the job computes by itself. */
  readonly mayDiffer: boolean;
}

/** A job as it is handed to a thread. */
export interface HandedJob {
  readonly jobNumber: number;
  readonly job: ScoringJob;
  readonly known: KnownAtStart;
  /** One 32-bit integer, the job's own: 1 once it is to stop. Shared, because a thread that computes reads no messages. */
  readonly stopping: SharedArrayBuffer;
}

/** What the main thread tells a scoring thread. Messages keep their order, so a job sees the collections sent before it. */
export type ToScoringThread =
  | { readonly kind: "collections"; readonly collections: readonly Collection[] }
  | { readonly kind: "job"; readonly handed: HandedJob }
  /** Nobody waits for a job that waits itself: its calls will not be answered, and it may be forgotten. */
  | { readonly kind: "drop"; readonly jobNumber: number }
  | { readonly kind: "reply"; readonly callNumber: number; readonly reply: CallReply };

/** What became of a call that a thread made to the main thread. */
export type CallReply = { readonly value: unknown } | { readonly refusal: ErrorRecord } | { readonly failure: Error };

/** What a scoring thread tells the main thread. */
export type FromScoringThread =
  | { readonly kind: "begin"; readonly jobNumber: number; readonly head: ScoringHead }
  | { readonly kind: "lines"; readonly jobNumber: number; readonly lines: string }
  | { readonly kind: "outcome"; readonly jobNumber: number; readonly outcome: ScoringOutcome }
  | {
      readonly kind: "call";
      readonly callNumber: number;
      /** The job that waits for the reply; null: the thread asks for itself. */
      readonly jobNumber: number | null;
      readonly method: string;
      readonly args: readonly unknown[];
    };

/** How a job ended. `failure` is what nobody foresaw: it is logged, not shown. */
export type ScoringOutcome =
  | { readonly answer: ScoringAnswer }
  | { readonly refusal: ErrorRecord }
  | { readonly failure: Error }
  | "stopped";

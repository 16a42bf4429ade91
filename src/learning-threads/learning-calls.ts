import type { LearningThread } from "../ports/learning-thread.ts";

/** What a learning thread can be asked. */
export type LearningMethod = Exclude<keyof LearningThread, "close">;

/** One call, on its way to the thread. */
export interface LearningCall {
  readonly number: number;
  readonly method: LearningMethod;
  readonly args: readonly unknown[];
}

/** Its result or error, on its way back. */
export type LearningReply =
  | { readonly number: number; readonly result: unknown }
  | { readonly number: number; readonly error: { readonly name: string; readonly message: string; readonly stack: string } };

/** What a learning thread is told once, when it is started. */
export interface LearningThreadStart<Settings> {
  readonly settings: Settings;
}

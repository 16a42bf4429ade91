import type { ModelFlag } from "../domain/judging/model-flag.ts";
import type { ModelQuestion } from "../domain/judging/model-question.ts";

export type { ModelFlag } from "../domain/judging/model-flag.ts";
export type { ModelMessage, ModelQuestion } from "../domain/judging/model-question.ts";

/** What a model says of one conversation. */
export interface ModelVerdict {
  /** Finite. A scalar model's score on its own scale; a judge's share of points, 0..1. */
  readonly raw: number;
  /** By dimension, 0..1, null where nothing decided it; null as a whole: the model knows no dimensions. */
  readonly scores: Readonly<Record<string, number | null>> | null;
  readonly flags: readonly ModelFlag[];
}

/** What a model says of two conversations held against each other, both orders averaged. */
export interface PairVerdict {
  /** Probability that the first is the better one, strictly between 0 and 1. */
  readonly probabilityFirst: number;
  /** Of either conversation. */
  readonly flags: readonly [first: readonly ModelFlag[], second: readonly ModelFlag[]];
}

/**
 * Why a model said nothing. `timeout` (it was stopped), `unreachable` (no connection, reset, half an answer), `overloaded` (429, 503), `upstream_error` (other 5xx), `refused` (4xx: trying again does not help),
 * `bad_answer` (not what its interface promises: garbage, NaN, too many bytes, another count), `unparseable` (a judge's words hold no verdict), `budget_spent` (tokens or money), `denied` (an address nothing is sent to).
 */
export const MODEL_FAILURES = [
  "timeout",
  "unreachable",
  "overloaded",
  "upstream_error",
  "refused",
  "bad_answer",
  "unparseable",
  "budget_spent",
  "denied",
] as const;
export type ModelFailureReason = (typeof MODEL_FAILURES)[number];

/** A call of a model that failed. Its message is for the log: it holds neither the question nor the answer. */
export class ModelCallError extends Error {
  readonly reason: ModelFailureReason;
  /** What the model asked to wait, in milliseconds; null: it did not say. */
  readonly retryAfterMs: number | null;
  /** How its server gave reasons for refusing, for the operator alone: a line without keys and without the question. Null: it gave none. */
  readonly said: string | null;

  constructor(
    reason: ModelFailureReason,
    message: string,
    retryAfterMs: number | null = null,
    { said = null, ...options }: ErrorOptions & { readonly said?: string | null } = {},
  ) {
    super(message, options);
    this.name = "ModelCallError";
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
    this.said = said;
  }
}

/** One question's outcome: its verdict, or why it alone has none. */
export type ModelResult = ModelVerdict | ModelCallError;

/** What a self-test found. */
export interface SelfTestReport {
  /** Raw scores of a good and a bad answer to the same prompt. */
  readonly good: number;
  readonly bad: number;
  /** Null: the model can be used. Else why not and what to do, for the operator. */
  readonly fault: string | null;
  /** Of what has parts and can be used: which of them cannot and why, for the operator. Left out where all can. It is to be tested again: tests then cost no more than those parts' own. */
  readonly partFault?: string;
}

/**
 * A scalar reward model or a judge behind its interface. It makes the calls that one attempt needs and nothing more: retries, hedges, breakers, queues between attempts and deadlines are its user's business.
 * A judge's ladder of output forms and its one repair are part of an attempt.
 */
export interface RewardModel {
  /** Its name in the configuration. */
  readonly id: string;
  readonly kind: "reward_model" | "judge";
  /** Changes with everything that may change an answer but the weights behind the URL: interface, model name, template, activation, prompts. Short. */
  readonly revision: string;
  /** How many questions one call may take, ≥ 1. */
  readonly batchMax: number;
  /**
   * One result a question, in their order. Rejects with ModelCallError where all failed together, with reason `timeout` once the signal aborts: it then stops all it has begun.
   * @param questions 1 to `batchMax`.
   */
  score(questions: readonly ModelQuestion[], signal: AbortSignal): Promise<readonly ModelResult[]>;
  /** Holds two conversations with the same prompt against each other. Null: it can only score them one by one. Rejects as `score`. */
  readonly compare: ((first: ModelQuestion, second: ModelQuestion, signal: AbortSignal) => Promise<PairVerdict>) | null;
  /** Scores a good and a bad answer, which must differ in the right direction. Rejects as `score` where it cannot be reached. */
  selfTest(signal: AbortSignal): Promise<SelfTestReport>;
  /** Lets go of connections. */
  close(): void;
}

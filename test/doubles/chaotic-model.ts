import {
  MODEL_FAILURES,
  ModelCallError,
  type ModelQuestion,
  type ModelResult,
  type ModelVerdict,
  type PairVerdict,
  type RewardModel,
} from "../../src/ports/reward-model.ts";
import type { Timer } from "../../src/ports/timer.ts";
import { verdict } from "./scripted-model.ts";

/** What a model may do with a call. `deaf`: it answers late and does not stop when it is told to. `silent`: it never answers, and rejects when it is told to stop. */
export const WHIMS = [
  "answer",
  "slow",
  "deaf",
  "hang",
  "silent",
  "fail",
  "fail_late",
  "throw",
  "reject_oddly",
  "not_a_number",
  "infinite",
  "too_few",
  "too_many",
  "nothing",
  "some_fail",
] as const;
export type Whim = (typeof WHIMS)[number];

/** A model whose every call goes as the dice say, on simulated time. */
export interface ChaoticModelOptions {
  readonly id: string;
  readonly kind: "reward_model" | "judge";
  readonly timer: Timer;
  /** Uniform, 0 ≤ draw < 1. */
  readonly draw: () => number;
  readonly whims: readonly Whim[];
  /** How long an answer takes, milliseconds. */
  readonly answerMs: () => number;
  /** What is true of an answer: never 0. */
  readonly truth: (question: ModelQuestion) => number;
}

/** Makes a chaotic model; where it does answer, it says the truth. */
export function createChaoticModel(options: ChaoticModelOptions): RewardModel {
  const { timer, draw, whims, answerMs, truth } = options;
  const pick = <T>(all: readonly [T, ...T[]] | readonly T[]): T => all[Math.floor(draw() * all.length)] as T;
  const after = <T>(ms: number, settle: () => T) =>
    new Promise<T>((resolve, reject) => {
      timer.set(ms, () => {
        try {
          resolve(settle());
        } catch (fault) {
          reject(fault);
        }
      });
    });
  const failure = () => new ModelCallError(pick(MODEL_FAILURES), "by chance", draw() < 0.3 ? Math.floor(draw() * 500) : null);
  const fail = (): never => {
    throw failure();
  };
  const untilStopped = (signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new ModelCallError("timeout", "told to stop")), { once: true });
    });
  const play = <T>(
    right: () => readonly T[],
    wrong: (raw: number) => T,
    signal: AbortSignal,
  ): Promise<readonly (T | ModelCallError)[]> => {
    const ways: Record<Whim, () => Promise<readonly (T | ModelCallError)[]>> = {
      answer: () => after(answerMs(), right),
      slow: () => Promise.race([after(20 * answerMs(), right), untilStopped(signal)]),
      deaf: () => after(40 * answerMs(), right),
      hang: () => new Promise(() => undefined),
      silent: () => untilStopped(signal),
      fail: async () => fail(),
      fail_late: () => after(answerMs(), fail),
      throw: () => {
        throw new TypeError("thrown where a promise was promised");
      },
      reject_oddly: () => Promise.reject(undefined),
      not_a_number: () => after(answerMs(), () => right().map(() => wrong(Number.NaN))),
      infinite: () => after(answerMs(), () => right().map(() => wrong(Number.POSITIVE_INFINITY))),
      too_few: () => after(answerMs(), () => right().slice(1)),
      too_many: () => after(answerMs(), () => [...right(), wrong(0)]),
      nothing: () => after(answerMs(), () => []),
      some_fail: () => after(answerMs(), () => right().map((one) => (draw() < 0.5 ? one : failure()))),
    };
    return ways[pick(whims)]();
  };
  return {
    id: options.id,
    kind: options.kind,
    revision: "r1",
    batchMax: 4,
    score: (questions, signal) =>
      play<ModelVerdict>(() => questions.map((question) => verdict(truth(question))), verdict, signal) as Promise<ModelResult[]>,
    compare:
      options.kind === "reward_model"
        ? null
        : async (first, second, signal) => {
            const probability = 1 / (1 + Math.exp(truth(second) - truth(first)));
            const [result] = await play(
              (): readonly PairVerdict[] => [{ probabilityFirst: probability, flags: [[], []] }],
              (raw): PairVerdict => ({ probabilityFirst: raw, flags: [[], []] }),
              signal,
            );
            if (result === undefined || result instanceof ModelCallError) {
              throw result ?? failure();
            }
            return result;
          },
    selfTest: async () => ({ good: 1, bad: 0, fault: null }),
    close: () => undefined,
  };
}

import {
  ModelCallError,
  type ModelFailureReason,
  type ModelQuestion,
  type ModelResult,
  type PairVerdict,
  type RewardModel,
  type SelfTestReport,
} from "../../src/ports/reward-model.ts";

/** What a model does with one call. */
export type ScriptedCall = (questions: readonly ModelQuestion[], signal: AbortSignal) => Promise<readonly ModelResult[]>;

export interface ScriptedModelOptions {
  readonly id?: string;
  readonly kind?: "reward_model" | "judge";
  readonly revision?: string;
  readonly batchMax?: number;
  /** By default every answer is scored by its length. */
  readonly score?: ScriptedCall;
  readonly compare?: (first: ModelQuestion, second: ModelQuestion, signal: AbortSignal) => Promise<PairVerdict>;
  readonly selfTest?: () => Promise<SelfTestReport>;
}

/** A model that does as the test says, and notes what it was asked. */
export interface ScriptedModel extends RewardModel {
  /** The questions of each call of `score`, and whether it was told to stop. */
  readonly calls: { readonly questions: readonly ModelQuestion[]; readonly signal: AbortSignal }[];
  readonly pairCalls: (readonly [ModelQuestion, ModelQuestion])[];
  isClosed: boolean;
}

/** Scores by length: a tenth a character. */
export const scoreByLength: ScriptedCall = async (questions) =>
  questions.map(({ messages }) => verdict(lastLine(messages).length / 10));

/** Never answers, whatever it is told. */
export const hang: ScriptedCall = () => new Promise(() => undefined);

/** Fails as a whole. */
export function failWith(reason: ModelFailureReason, retryAfterMs: number | null = null): ScriptedCall {
  return async () => {
    throw new ModelCallError(reason, `scripted ${reason}`, retryAfterMs);
  };
}

/** A score, and nothing else. */
export function verdict(raw: number): Exclude<ModelResult, ModelCallError> {
  return { raw, scores: null, flags: [] };
}

/** A question with that answer. */
export function questionOf(answer: string): ModelQuestion {
  return {
    messages: [
      { role: "user", content: "Why is the sky blue?" },
      { role: "assistant", content: answer },
    ],
    reference: null,
    criteria: [{ id: "right", dimension: "D1", text: "It is right.", points: 1 }],
  };
}

function lastLine(messages: ModelQuestion["messages"]): string {
  return messages.at(-1)?.content ?? "";
}

/** Makes a model that answers at once unless told otherwise. */
export function createScriptedModel(options: ScriptedModelOptions = {}): ScriptedModel {
  const { score = scoreByLength, compare, selfTest = async () => ({ good: 1, bad: 0, fault: null }) } = options;
  const model: ScriptedModel = {
    id: options.id ?? "skywork",
    kind: options.kind ?? "reward_model",
    revision: options.revision ?? "r1",
    batchMax: options.batchMax ?? 8,
    calls: [],
    pairCalls: [],
    isClosed: false,
    score: (questions, signal) => {
      model.calls.push({ questions, signal });
      return score(questions, signal);
    },
    compare:
      compare === undefined
        ? null
        : (first, second, signal) => {
            model.pairCalls.push([first, second]);
            return compare(first, second, signal);
          },
    selfTest,
    close: () => {
      model.isClosed = true;
    },
  };
  return model;
}

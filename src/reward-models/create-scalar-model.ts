import { assertInvariant } from "../domain/assert.ts";
import { hasControlTokens } from "../domain/judging/control-tokens.ts";
import { canonicalJson } from "../domain/scenarios/canonical-json.ts";
import { openUpstream } from "../outbound/open-upstream.ts";
import { ModelCallError, type ModelFlag, type ModelQuestion, type ModelResult, type RewardModel } from "../ports/reward-model.ts";
import { createGenericHttp } from "./generic-http.ts";
import { hashRevision } from "./hash-revision.ts";
import { createOpenAiRewardChat } from "./openai-reward-chat.ts";
import { createOpenRlhf } from "./openrlhf.ts";
import { readScore } from "./read-score.ts";
import { createRerank } from "./rerank.ts";
import { runSelfTest } from "./run-self-test.ts";
import type { CreateScalarInterface, LabelledNumber } from "./scalar-interface.ts";
import type { ScalarAdapter, ScalarModelOptions } from "./scalar-model-options.ts";
import { createSglangClassify } from "./sglang-classify.ts";
import { createTeiPredict } from "./tei-predict.ts";
import { createVllmClassify } from "./vllm-classify.ts";
import { createVllmPooling } from "./vllm-pooling.ts";

/** Raised with every change of what is sent for the same options and conversation. */
const INTERFACES_VERSION = 1;

const INTERFACES: Readonly<Record<ScalarAdapter, CreateScalarInterface>> = {
  vllm_classify: createVllmClassify,
  vllm_pooling: createVllmPooling,
  sglang_classify: createSglangClassify,
  tei_predict: createTeiPredict,
  rerank: createRerank,
  openai_reward_chat: createOpenAiRewardChat,
  openrlhf: createOpenRlhf,
  generic_http: createGenericHttp,
};

/** A scalar reward model behind one of the known interfaces. Throws RangeError where the options do not fit the interface, TypeError where a header cannot be sent. */
export function createScalarModel(options: ScalarModelOptions): RewardModel {
  const upstream = openUpstream(options.upstream);
  const { batchMax, ask } = INTERFACES[options.adapter](options, upstream);
  const score = async (questions: readonly ModelQuestion[], signal: AbortSignal): Promise<readonly ModelResult[]> => {
    assertInvariant(questions.length >= 1 && questions.length <= batchMax(), "A model is asked 1 to batchMax questions.");
    const numbers = await ask(questions, signal);
    assertInvariant(numbers.length === questions.length, "An interface gives each question its numbers.");
    return questions.map((question, index) => resultOf(question, numbers[index] ?? [], options));
  };
  return {
    id: options.id,
    kind: "reward_model",
    revision: revisionOf(options),
    get batchMax() {
      return batchMax();
    },
    score,
    compare: null,
    selfTest: (signal) => runSelfTest(score, batchMax(), signal),
    close: () => upstream.close(),
  };
}

function resultOf(
  question: ModelQuestion,
  numbers: readonly LabelledNumber[] | ModelCallError,
  options: ScalarModelOptions,
): ModelResult {
  const raw = numbers instanceof ModelCallError ? numbers : readScore(numbers, options);
  return typeof raw === "number" ? { raw, scores: null, flags: flagsOf(question) } : raw;
}

/** A policy has no honest use for the tokens that open and close turns. */
function flagsOf({ messages }: ModelQuestion): readonly ModelFlag[] {
  const isSuspected = messages.some(({ role, content }) => role === "assistant" && hasControlTokens(content));
  return isSuspected ? ["injection_suspected"] : [];
}

/** Of what may change an answer; not of where the server stands, or in how large batches it is asked. */
function revisionOf({ adapter, model, template, activation, pick, extraBody, generic }: ScalarModelOptions): string {
  const parts = { version: INTERFACES_VERSION, adapter, model, template, activation, pick, extraBody, generic };
  return hashRevision(canonicalJson(parts));
}

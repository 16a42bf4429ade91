import { assertInvariant } from "../../domain/assert.ts";
import { canonicalJson } from "../../domain/scenarios/canonical-json.ts";
import { ModelCallError, type ModelQuestion, type RewardModel } from "../../ports/reward-model.ts";
import { hashRevision } from "../hash-revision.ts";
import { CANARY_CONVERSATIONS } from "./canary-conversations.ts";
import { type CanaryTally, CanaryWatch } from "./canary-watch.ts";
import { ChatCaller } from "./chat-caller.ts";
import { Interviewer } from "./interviewer.ts";
import { judgeConversation } from "./judge-conversation.ts";
import { judgeEach } from "./judge-each.ts";
import { judgeInBothOrders } from "./judge-in-both-orders.ts";
import type { JudgeOptions } from "./judge-options.ts";
import { JUDGE_PROMPT_VERSION } from "./judge-prompt.ts";
import type { JudgeWorld } from "./judge-world.ts";
import { Spending } from "./spending.ts";
import { testJudge } from "./test-judge.ts";

/** A judge, and how it does beside its verdicts. */
export interface Judge extends RewardModel {
  readonly kind: "judge";
  readonly compare: NonNullable<RewardModel["compare"]>;
  /** How it does on conversations of known verdicts. */
  canaryTally(): CanaryTally;
  /** What it spends; of a panel, what each member does. */
  readonly spendings: readonly Spending[];
}

/** An LLM behind an OpenAI-compatible `/chat/completions` as a judge. Throws as `world.connect`. */
export function createJudge(options: JudgeOptions, world: JudgeWorld): Judge {
  const upstream = world.connect(options.upstream);
  const spending = new Spending(options.id, options.budget, world.clock);
  const caller = new ChatCaller(options, upstream.post, spending);
  const [probe] = CANARY_CONVERSATIONS;
  assertInvariant(probe, "There are canaries.");
  const { conversation, statements } = probe;
  const interviewer = new Interviewer(options, caller, world.random, {
    conversation,
    statements: statements.map(({ text }) => text),
  });
  const canaries = new CanaryWatch(interviewer, world, options.canaryShare);
  const judge = (question: ModelQuestion, signal: AbortSignal) => judgeConversation(interviewer, options, question, signal);
  const beginJudging = () => {
    canaries.accompany();
    if (canaries.tally.isDistrusted) {
      throw new ModelCallError(
        "bad_answer",
        "The judge misses conversations of known verdicts; it is not used until it answers them again.",
      );
    }
  };
  return {
    id: options.id,
    kind: "judge",
    revision: revisionOf(options),
    batchMax: 1,
    score: async (questions, signal) => {
      beginJudging();
      return await judgeEach(questions, (question) => judge(question, signal));
    },
    compare: async (first, second, signal) => {
      beginJudging();
      return await judgeInBothOrders(interviewer, options, first, second, signal);
    },
    selfTest: (signal) => testJudge(judge, signal),
    canaryTally: () => canaries.tally,
    spendings: [spending],
    close: () => {
      canaries.close();
      upstream.close();
    },
  };
}

/** All that may change an answer: what is told, how often, in which form, and to which model. Not where it is, nor what it may cost. */
function revisionOf({
  model,
  structured,
  logprobs,
  samples,
  temperature,
  criteriaPerCall,
  answerTokensMax,
  gateJunk,
  extraBody,
}: JudgeOptions) {
  const parts = {
    prompts: JUDGE_PROMPT_VERSION,
    ...{ model, structured, logprobs, samples, temperature, criteriaPerCall, answerTokensMax, gateJunk, extraBody },
  };
  return hashRevision(canonicalJson(parts));
}

import { UpstreamError } from "../../src/outbound/upstream-error.ts";
import type { ModelQuestion } from "../../src/ports/reward-model.ts";
import { createJudge, type Judge } from "../../src/reward-models/judge/create-judge.ts";
import type { JudgeOptions } from "../../src/reward-models/judge/judge-options.ts";
import type { JudgeWorld, PostJson } from "../../src/reward-models/judge/judge-world.ts";
import { createManualTime, type ManualTime } from "./manual-time.ts";
import { type ChatPlan, chatShape } from "./upstreams/chat-upstream.ts";
import type { UpstreamShape } from "./upstreams/start-upstream.ts";

const UNLIMITED: JudgeOptions["budget"] = {
  tokensPerMinute: null,
  tokensPerDay: null,
  costPerDay: null,
  costPerMillionInput: 0,
  costPerMillionOutput: 0,
};

/** A judge that does nothing by chance: no canaries, no budget, everything found out by asking. */
export function judgeOptions(change: Partial<JudgeOptions> = {}): JudgeOptions {
  return {
    id: "judge",
    upstream: { baseUrl: new URL("http://llm:8000/v1"), apiKey: null, headers: {}, answerBytesMax: 1_000_000, connectionsMax: 8 },
    model: "qwen3-8b",
    logprobs: "auto",
    structured: "auto",
    samples: 1,
    temperature: 0,
    criteriaPerCall: 8,
    answerTokensMax: 1000,
    concurrency: 8,
    budget: UNLIMITED,
    canaryShare: 0,
    gateJunk: false,
    extraBody: {},
    ...change,
  };
}

/** Draws that go round in a circle; names that count. */
export function countingRandom(draws: readonly number[] = [0]): JudgeWorld["random"] {
  let drawn = 0;
  let named = 0;
  return {
    uint32: () => {
      drawn += 1;
      return draws[(drawn - 1) % draws.length] ?? 0;
    },
    token: () => {
      named += 1;
      return `n0nce${named}`;
    },
  };
}

/** A shape as a judge's upstream, without a network between. Statuses become errors as the real client's do. */
export function postTo(shape: UpstreamShape, sent: unknown[] = []): PostJson {
  return async (path, body, signal) => {
    signal.throwIfAborted();
    sent.push(body);
    const reply = shape({ method: "POST", path: `/v1${path}`, headers: {}, body });
    const status = reply?.status ?? 404;
    if (status >= 400) {
      throw new UpstreamError(status >= 500 ? "upstream_error" : "refused", `Answered ${status}.`, status);
    }
    return reply?.body;
  };
}

/** A judge with a fake model behind it. */
export interface JudgeUnderTest {
  readonly judge: Judge;
  /** Bodies that were sent, oldest first. */
  readonly sent: readonly Readonly<Record<string, unknown>>[];
  readonly time: ManualTime;
}

/** Makes a judge with a fake model behind it, or with whatever answers its calls. */
export function testJudge(
  plan: ChatPlan | PostJson = {},
  change: Partial<JudgeOptions> = {},
  random = countingRandom(),
): JudgeUnderTest {
  const time = createManualTime();
  const sent: Readonly<Record<string, unknown>>[] = [];
  const post = typeof plan === "function" ? plan : postTo(chatShape(plan), sent);
  const { clock, stopwatch, timer } = time;
  const world = { clock, stopwatch, timer, random, connect: () => ({ post, close: () => undefined }) };
  return { judge: createJudge(judgeOptions(change), world), sent, time };
}

/** A question on which everything can be asked. */
export function question(answer: string, change: Partial<ModelQuestion> = {}): ModelQuestion {
  return {
    messages: [
      { role: "user", content: "What is the capital of France?" },
      { role: "assistant", content: answer },
    ],
    reference: null,
    criteria: [
      { id: "right", dimension: "D1_Right", text: "Names Paris.", points: 3 },
      { id: "short", dimension: "D2_Form", text: "Is one sentence.", points: 1 },
      { id: "rude", dimension: "D2_Form", text: "Is rude.", points: -2 },
    ],
    ...change,
  };
}

/** A signal that never aborts. */
export function untilDone(): AbortSignal {
  return new AbortController().signal;
}

/** What a call told the judge about what it judges. */
export function promptOf(body: Readonly<Record<string, unknown>> | undefined): string {
  const messages = (body?.["messages"] ?? []) as readonly { readonly content: string }[];
  return messages[1]?.content ?? "";
}

import { sha256Hex, systemClock, systemRandom, systemStopwatch, systemTimer } from "../../src/composition/system-ports.ts";
import type { BreakerRule } from "../../src/domain/fallback/breaker.ts";
import { createDraws } from "../../src/domain/numerics/create-draws.ts";
import type { ModelQuestion } from "../../src/ports/reward-model.ts";
import { createScalarModel } from "../../src/reward-models/create-scalar-model.ts";
import { openCallQueue } from "../../src/reward-models/open-call-queue.ts";
import { renderTemplate } from "../../src/reward-models/render-template.ts";
import type { ScalarModelOptions } from "../../src/reward-models/scalar-model-options.ts";
import { Deadlines } from "../../src/services/deadlines.ts";
import { FallbackChain } from "../../src/services/fallback/fallback-chain.ts";
import type { NoOpinion, Opinion } from "../../src/services/fallback/opinions.ts";
import type { SourceHealth } from "../../src/services/fallback/source-health.ts";
import {
  askAbout,
  CHAIN_OPTIONS,
  FALLBACK_CALLER,
  NO_CALIBRATIONS,
  SOURCE_OPTIONS,
} from "../../test/doubles/create-fallback-world.ts";
import { scalarModelOptions } from "../../test/doubles/scalar-model-options.ts";
import { type ChaoticName, HEALTHY } from "../../test/doubles/upstreams/chaotic-upstreams.ts";
import { fakeScore } from "../../test/doubles/upstreams/fake-score.ts";

/** What is played. */
export interface ChaosPlan {
  readonly urls: readonly (readonly [ChaoticName, string])[];
  /** Called when all self-tests have passed. */
  readonly misbehave: () => void;
  readonly asks: number;
  /** Asks under way at a time. */
  readonly callers: number;
  /** From, to, milliseconds. */
  readonly budgetMs: readonly [number, number];
  readonly breaker: BreakerRule;
  readonly seed: number;
}

/** One ask that was answered. */
export interface ChaosAnswer {
  /** Who was first in its order; `healthy`: nobody went before the one that is well. */
  readonly first: ChaoticName;
  /** From the deadline to the answer, milliseconds; below 0: in time. */
  readonly lateMs: number;
  readonly opinion: Opinion | NoOpinion;
  /** What is wrong with it; null: nothing is. */
  readonly fault: string | null;
}

const GROUP_MAX = 8;
/** To each server. */
const CONNECTIONS = 16;

/** Asks as fast as callers come back, each of one server that misbehaves and, after it, of the one that is well. */
export async function playFallbackChaos(
  plan: ChaosPlan,
): Promise<{ answers: readonly ChaosAnswer[]; health: readonly SourceHealth[] }> {
  const draw = createDraws(plan.seed);
  const names = plan.urls.map(([name]) => name);
  const chain = openChain(plan);
  await chain.start();
  plan.misbehave();
  const answers: ChaosAnswer[] = [];
  let asked = 0;
  const askOnce = async () => {
    const first = names[asked % names.length] ?? HEALTHY;
    const ask = composeAsk(draw, asked);
    asked += 1;
    const others = names.filter((name) => name !== first && name !== HEALTHY);
    const [least, most] = plan.budgetMs;
    const deadlineAt = systemClock.now() + Math.floor(least + draw() * (most - least));
    const opinion = await chain.ask(FALLBACK_CALLER, ask, deadlineAt, others);
    const lateMs = systemClock.now() - deadlineAt;
    answers.push({
      first,
      lateMs,
      opinion,
      fault: faultOf(
        ask.candidates.map(({ question }) => question),
        first,
        opinion,
      ),
    });
  };
  const callers = Array.from({ length: plan.callers }, async () => {
    while (asked < plan.asks) {
      await askOnce();
    }
  });
  await Promise.all(callers);
  const health = chain.health();
  chain.close();
  return { answers, health };
}

function openChain({ urls, breaker }: ChaosPlan): FallbackChain {
  const models = urls.map(([id, url]) => ({
    model: createScalarModel(optionsOf(id, new URL(url))),
    options: {
      ...SOURCE_OPTIONS,
      timeoutMs: 400,
      concurrency: CONNECTIONS,
      queueMax: 512,
      gatherMs: 1,
      start: id === HEALTHY ? ("latest_safe" as const) : ("immediate" as const),
      isHedged: true,
      retriesMax: 1,
      breaker,
    },
  }));
  return new FallbackChain(
    {
      models,
      learned: null,
      calibrations: NO_CALIBRATIONS,
      options: { ...CHAIN_OPTIONS, order: urls.map(([id]) => id), retryBudget: 0.1 },
    },
    {
      clock: systemClock,
      stopwatch: systemStopwatch,
      deadlines: new Deadlines(systemClock, systemTimer, systemStopwatch),
      random: systemRandom,
      sha256Hex,
      openCallQueue,
      report: () => undefined,
    },
  );
}

function optionsOf(id: string, url: URL): ScalarModelOptions {
  const options = scalarModelOptions("vllm_classify", url, { id, template: "raw" });
  return { ...options, upstream: { ...options.upstream, connectionsMax: CONNECTIONS } };
}

/** One conversation, a pair or a group; no two alike. */
function composeAsk(draw: () => number, index: number) {
  const count = draw() < 0.4 ? 1 : draw() < 0.5 ? 2 : 3 + Math.floor(draw() * (GROUP_MAX - 2));
  const candidates = Array.from({ length: count }, (_, place) => {
    const word = draw() < 0.5 ? "excellent" : "rubbish";
    return [`Ask ${index}, answer ${place}: ${word}${" indeed".repeat(Math.floor(draw() * 20))}.`, 0.01 + 0.98 * draw()] as const;
  });
  return askAbout(candidates, count === 1 ? "single" : count === 2 ? "pair" : "group");
}

function truth({ messages }: ModelQuestion): number {
  return fakeScore(renderTemplate("raw", messages, "by_server"));
}

function faultOf(questions: readonly ModelQuestion[], first: ChaoticName, opinion: Opinion | NoOpinion): string | null {
  if (opinion.candidates === null) {
    return "nobody answered";
  }
  const { source, candidates } = opinion;
  if (candidates.length !== questions.length || candidates.some(({ reward }) => !(reward > 0 && reward < 1))) {
    return `${source.id} gave rewards of ${candidates.map(({ reward }) => reward)}`;
  }
  if (source.kind !== "rubric" && candidates.some(({ raw }, index) => raw !== truth(questions[index] as ModelQuestion))) {
    return `${source.id} said ${candidates.map(({ raw }) => raw)}, not ${questions.map(truth)}`;
  }
  if (source.id !== first && !source.degraded) {
    return `${source.id} answered where ${first} goes first, and does not say that it stands in`;
  }
  return null;
}

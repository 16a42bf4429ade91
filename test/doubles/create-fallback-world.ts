import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import type { RewardModel } from "../../src/ports/reward-model.ts";
import { openCallQueue } from "../../src/reward-models/open-call-queue.ts";
import type { Caller } from "../../src/services/caller.ts";
import { Deadlines } from "../../src/services/deadlines.ts";
import type { ChainOptions, SourceOptions } from "../../src/services/fallback/chain-options.ts";
import { FallbackChain } from "../../src/services/fallback/fallback-chain.ts";
import type { FallbackParts } from "../../src/services/fallback/fallback-parts.ts";
import type { FallbackPorts } from "../../src/services/fallback/fallback-ports.ts";
import type { NoOpinion, Opinion, OpinionAsk } from "../../src/services/fallback/opinions.ts";
import type { SourceEvent } from "../../src/services/fallback/source-event.ts";
import type { Calibrations } from "../../src/services/fallback/source-scale.ts";
import { createManualTime, type ManualTime } from "./manual-time.ts";
import { questionOf } from "./scripted-model.ts";

export const SOURCE_OPTIONS: SourceOptions = {
  timeoutMs: 1000,
  concurrency: 4,
  queueMax: 64,
  gatherMs: 0,
  start: "immediate",
  isHedged: false,
  retriesMax: 0,
  breaker: { ratio: 0.5, callsMin: 10, windowMs: 30_000, openMs: 15_000 },
  kappa: 1,
  centre: 0,
};

export const CHAIN_OPTIONS: ChainOptions = {
  order: "auto",
  cacheEntriesMax: 0,
  freshMs: 3_600_000,
  staleMs: 86_400_000,
  retryBudget: 0.1,
  auditShare: 0,
  auditTtlMs: 86_400_000,
};

/** Votes have taught nothing. */
export const NO_CALIBRATIONS: Calibrations = { hasAny: () => false, find: () => null, agreementOf: () => null };

export const FALLBACK_CALLER: Caller = { tenantId: "default", scopes: ["trainer"], requestId: "req_1" };

export type ScriptedSource = readonly [RewardModel, Partial<SourceOptions>?];

export interface FallbackWorld {
  readonly chain: FallbackChain;
  readonly time: ManualTime;
  readonly ports: FallbackPorts;
  readonly events: SourceEvent[];
  /** Asks with a budget in milliseconds (null: none); the answer carries when it came, milliseconds after the asking. */
  ask(
    ask: OpinionAsk,
    budgetMs: number | null,
    skipped?: readonly string[],
  ): Promise<{ opinion: Opinion | NoOpinion; afterMs: number }>;
  /** Lets everything that is due happen for so long, millisecond by millisecond. */
  pass(ms: number): Promise<void>;
}

/** A chain of scripted models on a clock that only the test moves. Its models have had their self-tests. */
export async function createFallbackWorld(
  sources: readonly ScriptedSource[],
  parts: Partial<Omit<FallbackParts, "models" | "options">> = {},
  options: Partial<ChainOptions> = {},
): Promise<FallbackWorld> {
  const time = createManualTime();
  const events: SourceEvent[] = [];
  const ports: FallbackPorts = {
    clock: time.clock,
    stopwatch: time.stopwatch,
    deadlines: new Deadlines(time.clock, time.timer, time.stopwatch),
    random: { uint32: () => 2 ** 31, token: () => "token" },
    sha256Hex: (data) => createHash("sha256").update(data).digest("hex"),
    openCallQueue,
    report: (event) => events.push(event),
  };
  const models = sources.map(([model, own = {}]) => ({ model, options: { ...SOURCE_OPTIONS, ...own } }));
  const chain = new FallbackChain(
    { models, learned: null, calibrations: NO_CALIBRATIONS, ...parts, options: { ...CHAIN_OPTIONS, ...options } },
    ports,
  );
  const pass = async (ms: number) => {
    await turn();
    for (let passed = 0; passed < ms; passed += 1) {
      time.advance(1);
      await turn();
    }
  };
  void chain.start();
  await pass(0);
  return {
    chain,
    time,
    ports,
    events,
    pass,
    ask: async (ask, budgetMs, skipped = []) => {
      const askedAt = time.clock.now();
      const opinion = await chain.ask(FALLBACK_CALLER, ask, budgetMs === null ? null : askedAt + budgetMs, skipped);
      return { opinion, afterMs: time.clock.now() - askedAt };
    },
  };
}

/** An ask about answers, each with the reward that the rubric gave it. */
export function askAbout(candidates: readonly (readonly [string, number | null])[], shape?: OpinionAsk["shape"]): OpinionAsk {
  return {
    collectionSlug: "claims",
    scenarioSlug: "caller",
    scenarioDigest: "d".repeat(64),
    shape: shape ?? (candidates.length === 1 ? "single" : "group"),
    candidates: candidates.map(([answer, rubricReward]) => ({ question: questionOf(answer), rubricReward })),
  };
}

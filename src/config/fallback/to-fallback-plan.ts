import type { GateRule } from "../../domain/learned/gate.ts";
import type { JudgeOptions, PanelOptions } from "../../reward-models/judge/judge-options.ts";
import type { ScalarModelOptions } from "../../reward-models/scalar-model-options.ts";
import type { ChainOptions, SourceOptions } from "../../services/fallback/chain-options.ts";
import { ConfigError } from "../config-error.ts";
import type { FallbackSettings } from "./fallback-schema.ts";
import type { SecretReading } from "./read-secret.ts";
import type { JudgeSettings, PanelMemberSettings, PanelSettings, ScalarSettings, SourceSettings } from "./source-schema.ts";
import { SecretFaults, toUpstream } from "./to-upstream.ts";
import type { SecretReference } from "./upstream-schema.ts";

/** One source as it is built: what it is, and how it is used. */
export type PlannedSource = { readonly options: SourceOptions } & (
  | { readonly form: "scalar"; readonly model: ScalarModelOptions }
  | { readonly form: "judge"; readonly model: JudgeOptions }
  | { readonly form: "panel"; readonly model: PanelOptions }
);

/** The fallback as it is built. Holds secrets. */
export interface FallbackPlan {
  readonly chain: ChainOptions;
  readonly sources: readonly PlannedSource[];
  /** How often votes are learned from: calibrations, and the learned model. */
  readonly learnEveryMs: number;
  /** Null: it is switched off. */
  readonly learned: LearnedPlan | null;
  /** Whether the monitors watch what is answered. */
  readonly isWatched: boolean;
}

/** The model that learns from votes: when it may speak at all, and when it keeps silent. */
export interface LearnedPlan {
  readonly rule: GateRule;
  readonly abstainBelow: number;
}

/** The fallback that the config file describes, with the secrets that it names. Throws ConfigError with a line for each secret that is not there. */
export function toFallbackPlan(
  settings: FallbackSettings,
  readSecret: (reference: SecretReference) => SecretReading,
): FallbackPlan {
  const secrets = new SecretFaults(readSecret);
  const sources = Object.entries(settings.sources).map(([id, source]) => toPlannedSource(id, source, secrets));
  if (secrets.faults.length > 0) {
    throw new ConfigError(secrets.faults);
  }
  const { learned, monitors } = settings;
  const rule = { minVotes: learned.min_votes, minPrompts: learned.min_prompts };
  return {
    chain: toChainOptions(settings),
    sources,
    learnEveryMs: settings.learn_every_seconds * 1000,
    learned: learned.active === "never" ? null : { rule, abstainBelow: learned.abstain_below },
    isWatched: monitors.active,
  };
}

function toChainOptions({ order, cache, retry_budget, audit_share, audit_ttl_seconds }: FallbackSettings): ChainOptions {
  return {
    order,
    cacheEntriesMax: cache.entries,
    freshMs: cache.fresh_seconds * 1000,
    staleMs: cache.stale_seconds * 1000,
    retryBudget: retry_budget,
    auditShare: audit_share,
    auditTtlMs: audit_ttl_seconds * 1000,
  };
}

function toPlannedSource(id: string, source: SourceSettings, secrets: SecretFaults): PlannedSource {
  const place = `fallback.sources.${id}`;
  if (source.adapter === "panel") {
    return { form: "panel", model: toPanelOptions(id, source, secrets, place), options: toSourceOptions(source, NOT_SCALAR) };
  }
  if (source.adapter === "openai_judge") {
    return { form: "judge", model: toJudgeOptions(id, source, secrets, place), options: toSourceOptions(source, NOT_SCALAR) };
  }
  const use = { gatherMs: source.gather_ms, isHedged: source.hedge, centre: source.centre };
  return { form: "scalar", model: toScalarModelOptions(id, source, secrets, place), options: toSourceOptions(source, use) };
}

/** Judges are asked one question at a time, cost money, and say a reward already. */
const NOT_SCALAR = { gatherMs: 0, isHedged: false, centre: 0 };

function toSourceOptions(source: SourceSettings, use: Pick<SourceOptions, "gatherMs" | "isHedged" | "centre">): SourceOptions {
  const { breaker } = source;
  return {
    timeoutMs: source.timeout_ms,
    concurrency: source.concurrency,
    queueMax: source.queue_max,
    start: source.start,
    retriesMax: source.retries,
    breaker: {
      ratio: breaker.ratio,
      callsMin: breaker.min_calls,
      windowMs: breaker.window_seconds * 1000,
      openMs: breaker.open_seconds * 1000,
    },
    kappa: source.scale,
    ...use,
  };
}

function toScalarModelOptions(id: string, source: ScalarSettings, secrets: SecretFaults, place: string): ScalarModelOptions {
  return {
    id,
    adapter: source.adapter,
    upstream: toUpstream(source, secrets, place),
    model: source.model ?? null,
    template: templateOf(source),
    activation: source.activation,
    pick: source.pick,
    batchMax: source.batch,
    extraBody: source.extra_body,
    generic:
      source.adapter === "generic_http" ? { path: source.path, body: source.body, scorePointer: source.score_pointer } : null,
  };
}

/** Interfaces that take messages, or a question and its answers, leave templates to their server. */
function templateOf(source: ScalarSettings): ScalarModelOptions["template"] {
  return "template" in source ? source.template : "server";
}

function toJudgeOptions(
  id: string,
  source: JudgeSettings | PanelMemberSettings,
  secrets: SecretFaults,
  place: string,
): JudgeOptions {
  const { budget } = source;
  return {
    id,
    upstream: toUpstream(source, secrets, place),
    model: source.model,
    logprobs: source.logprobs,
    structured: source.structured,
    samples: source.samples,
    temperature: source.temperature,
    criteriaPerCall: source.criteria_per_call,
    answerTokensMax: source.answer_tokens_max,
    concurrency: source.concurrency,
    budget: {
      tokensPerMinute: budget.tokens_per_minute ?? null,
      tokensPerDay: budget.tokens_per_day ?? null,
      costPerDay: budget.cost_per_day ?? null,
      costPerMillionInput: budget.cost_per_million_input,
      costPerMillionOutput: budget.cost_per_million_output,
    },
    canaryShare: source.canary_share,
    gateJunk: source.gate_junk,
    extraBody: source.extra_body,
  };
}

function toPanelOptions(id: string, source: PanelSettings, secrets: SecretFaults, place: string): PanelOptions {
  return {
    id,
    members: source.members.map((member, index) =>
      toJudgeOptions(`${id}/${index + 1}`, member, secrets, `${place}.members.${index}`),
    ),
    answersMin: source.answers_min,
  };
}

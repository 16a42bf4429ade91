import type { HoldoutMetrics } from "../../domain/learned/holdout-tally.ts";
import type { SourceKind } from "../scoring/answering-source.ts";
import type { SourceFailure } from "./source-health.ts";

/**
 * How a source is. A model: `untested` (its self-test is not done), `refused` (it failed it: `fault` says why), `ready`, `failing` (it could not be reached for its self-test, its breaker is open, or calls of late failed one after the other), `distrusted` (votes show
 * everywhere that its scores do not follow people's preferences, or its verdicts on pairs: `fault` says which). The learned model: `active` for a scenario or more, `inactive`. The rubric is always `ready`.
 */
export const LISTED_STATES = ["untested", "refused", "ready", "failing", "distrusted", "active", "inactive"] as const;
export type ListedState = (typeof LISTED_STATES)[number];

/** The calls of a source since the start. */
export interface ListedHealth {
  readonly calls: number;
  readonly failures: number;
  /** By reason: one of the model's failures. Those that did not happen are left out. */
  readonly failuresByReason: Readonly<Record<string, number>>;
  /** Of the calls of late that were answered; null: none was. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly breaker: "closed" | "half_open" | "open";
  /** Null: none has failed. */
  readonly lastFailure: SourceFailure | null;
}

/** What votes have taught of a source. */
export interface ListedCalibration {
  /** As `versions.calibration` of answers has it. */
  readonly revision: string;
  /** Of the source: what it said as another revision tells nothing of this one. */
  readonly sourceRevision: string;
  /** Null, both: over all scenarios. */
  readonly collectionSlug: string | null;
  readonly scenarioSlug: string | null;
  readonly kappa: number;
  /** The interval of kappa. */
  readonly kappaLow: number;
  readonly kappaHigh: number;
  readonly worthVotes: number;
  readonly votes: number;
  /** Mean log-loss of the votes, before and after calibration; null: nothing to measure it by. */
  readonly logLossRaw: number | null;
  readonly logLoss: number | null;
  /** Share of decisive votes that agree with it, and its lower bound; null: none was decisive. */
  readonly agreement: number | null;
  readonly agreementLow: number | null;
  readonly state: "calibrated" | "distrusted";
}

/** How good a model was on votes that it had not learned from. */
export interface ListedHoldout extends HoldoutMetrics {
  readonly prompts: number;
  readonly scenarios: readonly ListedScenarioHoldout[];
}

export interface ListedScenarioHoldout extends HoldoutMetrics {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly prompts: number;
  /** `demoted`: it was active, and is not any more. */
  readonly state: "active" | "inactive" | "demoted";
}

/** A source of the fallback as the API shows it: nothing of where it is, or of what it is reached with. */
export interface ListedModel {
  readonly id: string;
  readonly kind: Extract<SourceKind, "reward_model" | "judge" | "learned" | "rubric">;
  /** Its interface; null: it is a part of this program. */
  readonly adapter: string | null;
  /** Null: there is none yet. */
  readonly revision: string | null;
  readonly state: ListedState;
  /** Why it is refused, failing or distrusted, and what to do; null: nothing is wrong. */
  readonly fault: string | null;
  /** Null: it is no call. */
  readonly health: ListedHealth | null;
  readonly calibrations: readonly ListedCalibration[];
  readonly holdout: ListedHoldout | null;
}

/** Every source of the fallback, with how it is doing. */
export interface RewardModelDirectory {
  /** The names of all of them. */
  readonly sourceIds: readonly string[];
  /** In the order in which they are asked by default. What was learned is the tenant's own. */
  list(tenantId: string): Promise<readonly ListedModel[]>;
}

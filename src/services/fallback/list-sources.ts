import { LEARNED_MODEL } from "../../domain/learned/learned-model.ts";
import type { FoldMetrics } from "../../domain/learned/served-model.ts";
import type { CalibrationBook } from "../calibration/calibration-book.ts";
import type { PublishedCalibration } from "../calibration/published-calibration.ts";
import { LEARNED_ID, RUBRIC_ID } from "./line-up.ts";
import { PAIR_SCALE } from "./pairwise-voice.ts";
import type { ListedCalibration, ListedHealth, ListedHoldout, ListedModel, ListedState } from "./reward-model-directory.ts";
import { LISTED_RUBRIC } from "./rubric-alone.ts";
import type { SourceHealth } from "./source-health.ts";

/** What is known of the sources. */
export interface KnownSources {
  /** One a model, with the name of its interface, in the order of the configuration. */
  readonly models: readonly { readonly adapter: string; readonly health: SourceHealth }[];
  readonly calibrations: Pick<CalibrationBook, "list">;
  /** Null: it is switched off. */
  readonly learned: {
    isActive(tenantId: string): boolean;
    /** Null: it has learned nothing yet. */
    describe(tenantId: string): { readonly revision: string; readonly metrics: FoldMetrics } | null;
  } | null;
}

/** Every source as a tenant's key may see it: models, the learned one, the rubric. */
export function listSources({ models, calibrations, learned }: KnownSources, tenantId: string): readonly ListedModel[] {
  const published = calibrations.list(tenantId);
  const of = (sourceId: string) =>
    published
      .filter((one) => one.sourceId === sourceId)
      .sort(byScenario)
      .map(toListedCalibration);
  return [
    ...models.map(({ adapter, health }) => toListedModel(adapter, health, of(health.id))),
    ...(learned === null ? [] : [toListedLearned(learned, tenantId, of(LEARNED_ID))]),
    { ...LISTED_RUBRIC, calibrations: of(RUBRIC_ID) },
  ];
}

/** Over all scenarios first, then by name: however they came to be known. */
function byScenario(one: PublishedCalibration, other: PublishedCalibration): number {
  const nameOf = ({ collectionSlug, scenarioSlug, sourceRevision }: PublishedCalibration) =>
    `${collectionSlug ?? ""}/${scenarioSlug ?? ""} ${sourceRevision}`;
  const [first, second] = [nameOf(one), nameOf(other)];
  return first < second ? -1 : Number(first > second);
}

function toListedModel(adapter: string, health: SourceHealth, calibrations: readonly ListedCalibration[]): ListedModel {
  const { id, kind, revision } = health;
  const state = stateOf(health, calibrations);
  return {
    id,
    kind,
    adapter,
    revision,
    state,
    fault: faultOf(health, state, calibrations),
    health: toListedHealth(health),
    calibrations,
    holdout: null,
  };
}

function stateOf(health: SourceHealth, calibrations: readonly ListedCalibration[]): ListedState {
  if (health.selfTestFault !== null) {
    return health.state === "untested" ? "failing" : "refused";
  }
  const isDistrusted =
    isDistrustedOn(calibrations, health.revision) || isDistrustedOn(calibrations, health.revision + PAIR_SCALE);
  return health.state === "ready" && isDistrusted ? "distrusted" : health.state;
}

/** Whether votes over all scenarios speak against a scale of a source, as it is now. */
function isDistrustedOn(calibrations: readonly ListedCalibration[], revision: string): boolean {
  return calibrations.some(
    ({ scenarioSlug, sourceRevision, state }) => scenarioSlug === null && sourceRevision === revision && state === "distrusted",
  );
}

function faultOf(
  { selfTestFault, partFault, lastFailure, revision }: SourceHealth,
  state: ListedState,
  calibrations: readonly ListedCalibration[],
): string | null {
  if (state === "distrusted") {
    return isDistrustedOn(calibrations, revision)
      ? "Votes show that its scores do not follow people's preferences: it has no weight."
      : "Votes show that its verdicts on pairs do not follow people's preferences: it has no weight there.";
  }
  return (
    selfTestFault ??
    (state === "failing" && lastFailure !== null ? `Its calls fail, the last one with: ${lastFailure.reason}.` : partFault)
  );
}

function toListedHealth({ calls, failures, p50Ms, p95Ms, breaker, lastFailure }: SourceHealth): ListedHealth {
  const failuresByReason = { ...failures };
  const sum = Object.values(failuresByReason).reduce((total, count) => total + count, 0);
  return { calls, failures: sum, failuresByReason, p50Ms, p95Ms, breaker, lastFailure };
}

const LEARNED_DISTRUSTED =
  "Votes show that what it says does not follow people's preferences: it has no weight. `folkmoot model list` shows its snapshots, `model rollback` goes back to an older one.";

function toListedLearned(
  learned: NonNullable<KnownSources["learned"]>,
  tenantId: string,
  calibrations: readonly ListedCalibration[],
): ListedModel {
  const report = learned.describe(tenantId);
  const isActive = learned.isActive(tenantId);
  const isDistrusted = isActive && isDistrustedOn(calibrations, LEARNED_MODEL);
  return {
    id: LEARNED_ID,
    kind: "learned",
    adapter: null,
    revision: report?.revision ?? null,
    state: isDistrusted ? "distrusted" : isActive ? "active" : "inactive",
    fault: isDistrusted ? LEARNED_DISTRUSTED : null,
    health: null,
    calibrations,
    holdout: report === null ? null : toListedHoldout(report.metrics),
  };
}

function toListedHoldout({ overall, scenarios }: FoldMetrics): ListedHoldout {
  return {
    ...overall,
    scenarios: scenarios.map(({ key, ...metrics }) => {
      const cut = key.indexOf("/");
      return { ...metrics, collectionSlug: key.slice(0, cut), scenarioSlug: key.slice(cut + 1) };
    }),
  };
}

function toListedCalibration(published: PublishedCalibration): ListedCalibration {
  const { revision, sourceRevision, collectionSlug, scenarioSlug, worthVotes, calibration } = published;
  const { kappa, kappaLow, kappaHigh, votes, logLossRaw, logLoss, agreement, isDistrusted } = calibration;
  return {
    revision,
    sourceRevision,
    collectionSlug,
    scenarioSlug,
    kappa,
    kappaLow,
    kappaHigh,
    worthVotes,
    votes,
    logLossRaw,
    logLoss,
    agreement: agreement?.share ?? null,
    agreementLow: agreement?.lower ?? null,
    state: isDistrusted ? "distrusted" : "calibrated",
  };
}

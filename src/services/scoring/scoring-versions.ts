import { ENGINE_VERSION } from "../../domain/persona/engine-version.ts";
import { RUBRIC_VERSION } from "../../domain/rubric/rubric-version.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import { SHAPING_VERSION } from "../../domain/scoring/assess-episode.ts";
import type { ScoringVersions } from "./evaluation.ts";

/** The embedded source: the persona engine that refolds a conversation and the rubric engine that reads it. */
export const EMBEDDED_REVISION = `${ENGINE_VERSION}+${RUBRIC_VERSION}`;

/** What every answer of this server stands under, whatever the scenario: the `scoring_version` of a batch. */
export const SCORING_VERSION = `${EMBEDDED_REVISION}+${SHAPING_VERSION}`;

/** What an answer of the scenario's own scorers stands under. */
export interface StatedVersions {
  readonly versions: ScoringVersions;
  /** One short text for all of them. */
  readonly scoringVersion: string;
}

const STATED = new WeakMap<Scenario, StatedVersions>();

/** The versions an answer of the scenario's own scorers stands under; put together once for each scenario. */
export function versionsOf(scenario: Scenario): StatedVersions {
  const known = STATED.get(scenario);
  if (known) {
    return known;
  }
  const stated = stateVersions(scenario, EMBEDDED_REVISION, null);
  STATED.set(scenario, stated);
  return stated;
}

/** The versions an answer of another source stands under. @param calibration null: the source is not calibrated. */
export function versionsUnder(scenario: Scenario, sourceRevision: string | null, calibration: string | null): StatedVersions {
  const revision = sourceRevision ?? EMBEDDED_REVISION;
  return revision === EMBEDDED_REVISION && calibration === null
    ? versionsOf(scenario)
    : stateVersions(scenario, revision, calibration);
}

function stateVersions(scenario: Scenario, source: string, calibration: string | null): StatedVersions {
  const versions: ScoringVersions = { scenario: scenario.digest, criteria: null, source, calibration, shaping: SHAPING_VERSION };
  const parts = [source, ...(calibration === null ? [] : [calibration]), SHAPING_VERSION, scenario.digest.slice(0, 12)];
  return { versions, scoringVersion: parts.join("+") };
}

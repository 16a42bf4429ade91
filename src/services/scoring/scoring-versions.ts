import { ENGINE_VERSION } from "../../domain/persona/engine-version.ts";
import { RUBRIC_VERSION } from "../../domain/rubric/rubric-version.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import { SHAPING_VERSION } from "../../domain/scoring/assess-episode.ts";
import type { ScoringVersions } from "./evaluation.ts";

/** The embedded source: the persona engine that refolds a conversation and the rubric engine that reads it. */
export const EMBEDDED_REVISION = `${ENGINE_VERSION}+${RUBRIC_VERSION}`;

/** What every answer of this server stands under, whatever the scenario: the `scoring_version` of a batch. */
export const SCORING_VERSION = `${EMBEDDED_REVISION}+${SHAPING_VERSION}`;

/** The versions an answer of the scenario's own scorers stands under. */
export function versionsOf(scenario: Scenario): ScoringVersions {
  return { scenario: scenario.digest, criteria: null, source: EMBEDDED_REVISION, calibration: null, shaping: SHAPING_VERSION };
}

/** One short text for all of them. */
export function toScoringVersion(versions: ScoringVersions): string {
  return `${versions.source}+${versions.shaping}+${versions.scenario.slice(0, 12)}`;
}

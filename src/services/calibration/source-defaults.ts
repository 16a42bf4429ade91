import { STEEPNESS } from "../../domain/scoring/preference-probability.ts";
import type { OpinionRecord } from "../../ports/evidence-store.ts";
import { PAIR_SCALE } from "../fallback/pairwise-voice.ts";
import type { SourceScale } from "../fallback/source-scale.ts";

/** A source as votes are learned from about it. */
export type LearnedSource = Pick<OpinionRecord, "sourceId" | "sourceKind" | "sourceRevision">;

/** The scale that a source has by itself: kappa > 0. */
export type SourceDefaults = (source: LearnedSource) => Pick<SourceScale, "kappa" | "centre">;

const LOG_ODDS = { kappa: 1, centre: 0 };
const REWARD = { kappa: STEEPNESS, centre: 0.5 };

/** The scales that sources have by themselves. @param configured by model; a model that is configured no more has its kind's. */
export function sourceDefaults(configured: ReadonlyMap<string, Pick<SourceScale, "kappa" | "centre">>): SourceDefaults {
  return ({ sourceId, sourceKind, sourceRevision }) => {
    if (sourceKind === "rubric") {
      return REWARD;
    }
    // What a model says of two against each other is log-odds already.
    if (sourceKind === "learned" || sourceRevision.endsWith(PAIR_SCALE)) {
      return LOG_ODDS;
    }
    const scale = configured.get(sourceId) ?? (sourceKind === "judge" ? REWARD : LOG_ODDS);
    return scale.kappa > 0 ? scale : LOG_ODDS;
  };
}

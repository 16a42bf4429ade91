import type { Calibrations, MeasuredAgreement, ScaledSource, SourceScale } from "../fallback/source-scale.ts";
import { calibrationKey, type PublishedCalibration } from "./published-calibration.ts";
import { scaleRevisionOf } from "./scale-revision-of.ts";

/** The calibrations in use, in memory: those of a tenant are replaced together. */
export class CalibrationBook implements Calibrations {
  readonly #tenants = new Map<string, ReadonlyMap<string, PublishedCalibration>>();

  /** Answers by these from now on. */
  replace(tenantId: string, calibrations: readonly PublishedCalibration[]): void {
    this.#tenants.set(tenantId, new Map(calibrations.map((published) => [calibrationKey(published), published])));
  }

  /** All of a tenant. */
  list(tenantId: string): readonly PublishedCalibration[] {
    return [...(this.#tenants.get(tenantId)?.values() ?? [])];
  }

  hasAny(tenantId: string): boolean {
    return (this.#tenants.get(tenantId)?.size ?? 0) > 0;
  }

  /** The scenario's own; the source's over all scenarios where it has none. */
  find(source: ScaledSource): SourceScale | null {
    const found = this.#ofScenario(source) ?? this.#ofSource(source);
    if (found === undefined) {
      return null;
    }
    const { calibration, worthVotes, revision } = found;
    const { kappa, centre, isDistrusted } = calibration;
    return { kappa, centre, worthVotes, revision, isDistrusted };
  }

  agreementOf(source: ScaledSource): MeasuredAgreement | null {
    const agreement = this.#ofScenario(source)?.calibration.agreement ?? this.#ofSource(source)?.calibration.agreement;
    return agreement ? { share: agreement.share, lower: agreement.lower, votes: Math.floor(agreement.weight) } : null;
  }

  #ofScenario({ tenantId, sourceId, revision, collectionSlug, scenarioSlug }: ScaledSource) {
    const sourceRevision = scaleRevisionOf(sourceId, revision);
    return this.#tenants.get(tenantId)?.get(calibrationKey({ sourceId, sourceRevision, collectionSlug, scenarioSlug }));
  }

  #ofSource({ tenantId, sourceId, revision }: ScaledSource) {
    const sourceRevision = scaleRevisionOf(sourceId, revision);
    const subject = { sourceId, sourceRevision, collectionSlug: null, scenarioSlug: null };
    return this.#tenants.get(tenantId)?.get(calibrationKey(subject));
  }
}

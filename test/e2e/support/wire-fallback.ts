/** The parts of answers that tell of the fallback, as the tests read them. */
export interface WireScored {
  readonly status?: string;
  readonly reward: number | null;
  readonly source: { readonly kind: string; readonly id: string; readonly revision: string | null } | null;
  readonly versions: { readonly source: string; readonly calibration: string | null };
}

export interface WireScoredPair {
  readonly comparison_id: string;
  readonly winner: "a" | "b" | "tie" | null;
  readonly p_a: number | null;
  readonly source: WireScored["source"];
  readonly versions: WireScored["versions"];
}

/** A row of `/api/v1/reward-models`. */
export interface WireListedModel {
  readonly id: string;
  readonly state: string;
  readonly revision: string | null;
  readonly calibrations: readonly WireCalibration[];
  readonly holdout: { readonly votes: number } | null;
}

export interface WireCalibration {
  readonly revision: string;
  readonly source_revision: string;
  readonly scenario_slug: string | null;
  readonly kappa: number;
  readonly kappa_low: number;
  readonly kappa_high: number;
  readonly votes: number;
  readonly agreement: number | null;
  readonly state: string;
}

export interface WireMonitorReading {
  readonly source: { readonly id: string };
  readonly measures: { readonly answers: number };
}

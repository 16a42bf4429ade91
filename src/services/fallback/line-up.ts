import { orderSources } from "../../domain/fallback/order-sources.ts";
import type { LearnedOpinion } from "./learned-opinions.ts";
import type { ModelSource } from "./model-source.ts";
import type { MeasuredAgreement, SourceScale } from "./source-scale.ts";
import type { SourceWord } from "./source-word.ts";

/** Ids of the sources that no configuration names. */
export const LEARNED_ID = "learned";
export const RUBRIC_ID = "rubric";

/** What is known of a source for the scenario that is asked about. */
interface KnownSource {
  readonly id: string;
  readonly revision: string;
  readonly scale: SourceScale;
  readonly agreement: MeasuredAgreement | null;
}

/** A model that can be asked. */
export interface ModelEntry extends KnownSource {
  readonly kind: "reward_model" | "judge";
  readonly source: ModelSource;
}

/** A source that answers at once: what it says is known already. */
export interface FloorEntry extends KnownSource {
  readonly kind: "learned" | "rubric";
  /** Null: it has nothing to say. */
  readonly word: SourceWord | null;
  /** Why not. */
  readonly none: Extract<LearnedOpinion, { none: string }>["none"] | null;
  /** Of the learned model, which states its own: 0..1 for a reward of each candidate, and one confidence. */
  readonly stated: { readonly rewards: readonly number[]; readonly confidence: number } | null;
}

export type SourceEntry = ModelEntry | FloorEntry;

/** Sources in the order in which they answer. `configured`: only those it names; the rubric always comes, at the end where it is not named. */
export function lineUp(entries: readonly SourceEntry[], configured: "auto" | readonly string[]): readonly SourceEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const ids = configured === "auto" ? orderSources(entries).map(({ id }) => id) : [...new Set([...configured, RUBRIC_ID])];
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Why a source is passed over before it is asked; null: it is not. @param skipped ids that may not answer; `*`: all models */
export function passedOver(entry: SourceEntry, skipped: readonly string[]): "forced" | "distrusted" | null {
  const isModel = entry.kind === "reward_model" || entry.kind === "judge";
  if (skipped.includes(entry.id) || (isModel && skipped.includes("*"))) {
    return "forced";
  }
  return entry.scale.isDistrusted ? "distrusted" : null;
}

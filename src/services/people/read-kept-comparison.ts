import { type AnsweringSource, NO_ATTEMPTS, type SourceKind } from "../scoring/answering-source.ts";
import type { Comparison, DecidedComparison } from "../scoring/comparison.ts";

/** Who answered, as it was kept when there was nothing to be said of them but their kind. */
type KeptSource = SourceKind | AnsweringSource;

type KeptComparison = Comparison & { readonly attempts?: Comparison["attempts"] };

/** A comparison as the store keeps it: JSON. Those that were kept before sources had names read as what they were. */
export function readKeptComparison(text: string): Comparison {
  return nameSources(JSON.parse(text) as KeptComparison);
}

/** The same for one that is part of something kept. */
export function nameSources(kept: KeptComparison): Comparison {
  const comparison = { ...kept, attempts: kept.attempts ?? NO_ATTEMPTS };
  return comparison.status === "ok" ? withNamedSources(comparison) : comparison;
}

function withNamedSources(comparison: DecidedComparison): DecidedComparison {
  const { fallback, versions } = comparison;
  const source = nameSource(comparison.source, versions.source);
  return { ...comparison, source, fallback: fallback && { ...fallback, source: nameSource(fallback.source, versions.source) } };
}

function nameSource(source: KeptSource, revision: string): AnsweringSource {
  if (typeof source !== "string") {
    return source;
  }
  const hasVotes = source === "people" || source === "blend";
  return { kind: source, id: source, revision: hasVotes ? null : revision, degraded: false, reason: null };
}

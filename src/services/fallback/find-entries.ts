import { EMBEDDED_REVISION } from "../scoring/scoring-versions.ts";
import { DEFAULT_LEARNED_SCALE, DEFAULT_RUBRIC_SCALE, defaultScaleOf } from "./default-scale.ts";
import type { FallbackParts } from "./fallback-parts.ts";
import type { LearnedOpinions } from "./learned-opinions.ts";
import { type FloorEntry, LEARNED_ID, type ModelEntry, RUBRIC_ID, type SourceEntry } from "./line-up.ts";
import type { ModelSource } from "./model-source.ts";
import type { OpinionAsk } from "./opinions.ts";
import type { Calibrations, SourceScale } from "./source-scale.ts";
import type { SourceWord } from "./source-word.ts";

/** Every source with what is known of it for the scenario that is asked about; of those that answer at once, with their answer. */
export function findEntries(
  parts: Pick<FallbackParts, "learned" | "calibrations">,
  sources: readonly ModelSource[],
  tenantId: string,
  ask: OpinionAsk,
): readonly SourceEntry[] {
  const read = (sourceId: string, revision: string, unlearned: SourceScale) =>
    readScale(parts.calibrations, tenantId, ask, sourceId, revision, unlearned);
  const models = sources.map((source): ModelEntry => {
    const { revision, isRelative } = source.voiceFor(ask.shape);
    return { kind: source.kind, source, ...read(source.id, revision, defaultScaleOf(source.options, isRelative)) };
  });
  const learned = parts.learned === null ? [] : [learnedEntry(parts.learned, tenantId, ask, read)];
  return [...models, ...learned, { ...rubricEntry(ask), ...read(RUBRIC_ID, EMBEDDED_REVISION, DEFAULT_RUBRIC_SCALE) }];
}

/** The rubric on the scale that it has where votes have taught nothing. */
export function rubricEntry({ candidates }: OpinionAsk): FloorEntry {
  const rewards = candidates.flatMap(({ rubricReward }) => rubricReward ?? []);
  const isWhole = rewards.length === candidates.length;
  return {
    kind: "rubric",
    id: RUBRIC_ID,
    revision: EMBEDDED_REVISION,
    scale: DEFAULT_RUBRIC_SCALE,
    agreement: null,
    word: isWhole ? plainWord(EMBEDDED_REVISION, rewards, true) : null,
    none: isWhole ? null : "abstained",
    stated: null,
  };
}

type ReadScale = (
  sourceId: string,
  revision: string,
  unlearned: SourceScale,
) => Pick<SourceEntry, "id" | "revision" | "scale" | "agreement">;

function learnedEntry(learned: LearnedOpinions, tenantId: string, ask: OpinionAsk, read: ReadScale): FloorEntry {
  const { collectionSlug, scenarioSlug, candidates } = ask;
  const opinion = learned.isActive(tenantId)
    ? learned.judge(
        tenantId,
        collectionSlug,
        scenarioSlug,
        candidates.map(({ question, rubricReward }) => ({ messages: question.messages, rubricReward })),
      )
    : ({ none: "inactive" } as const);
  if ("none" in opinion) {
    const nothing = { word: null, none: opinion.none, stated: null };
    return { kind: "learned", id: LEARNED_ID, revision: LEARNED_ID, scale: DEFAULT_LEARNED_SCALE, agreement: null, ...nothing };
  }
  const { revision, raws, rewards, confidence } = opinion;
  const word = plainWord(revision, raws, false);
  return {
    kind: "learned",
    ...read(LEARNED_ID, revision, DEFAULT_LEARNED_SCALE),
    word,
    none: null,
    stated: { rewards, confidence },
  };
}

function plainWord(revision: string, raws: readonly number[], isReward: boolean): SourceWord {
  return { revision, raws, isReward, isRelative: false, scores: raws.map(() => null), flags: raws.map(() => []) };
}

function readScale(
  calibrations: Calibrations,
  tenantId: string,
  { collectionSlug, scenarioSlug }: OpinionAsk,
  sourceId: string,
  revision: string,
  unlearned: SourceScale,
): Pick<SourceEntry, "id" | "revision" | "scale" | "agreement"> {
  const scaled = { tenantId, collectionSlug, scenarioSlug, sourceId, revision };
  return {
    id: sourceId,
    revision,
    scale: calibrations.find(scaled) ?? unlearned,
    agreement: calibrations.agreementOf(scaled),
  };
}

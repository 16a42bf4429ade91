import { AGREEMENT_VOTES_MIN } from "../../domain/fallback/order-sources.ts";
import { sigmoid } from "../../domain/numerics/sigmoid.ts";
import { STEEPNESS } from "../../domain/scoring/preference-probability.ts";
import type { CandidateOpinion } from "./opinions.ts";
import type { MeasuredAgreement, SourceScale } from "./source-scale.ts";
import type { SourceWord } from "./source-word.ts";

/** What a source says through its scale: one candidate each, and their strengths on the log-odds scale. */
export interface ScaledWord {
  readonly candidates: readonly CandidateOpinion[];
  readonly strengths: readonly number[];
}

/**
 * Reads raw scores as rewards and strengths.
 * @param level how good both of a pair are, 0..1, where the source only says how far apart they are
 * @param agreement of the source with people, where it is measured
 */
export function toCandidates(
  word: SourceWord,
  scale: SourceScale,
  level: number,
  shape: "single" | "pair" | "group",
  agreement: MeasuredAgreement | null,
): ScaledWord {
  const strengths = word.raws.map((raw) => scale.kappa * raw);
  const confidence = scale.revision === null ? null : calibratedConfidence(strengths, shape, agreement);
  const candidates = word.raws.map((raw, index) => ({
    raw,
    reward: rewardOf(raw, word, scale, level),
    scores: word.scores[index] ?? null,
    confidence,
    flags: word.flags[index] ?? [],
  }));
  return { candidates, strengths };
}

function rewardOf(raw: number, word: SourceWord, scale: SourceScale, level: number): number {
  if (word.isReward) {
    return raw;
  }
  if (word.isRelative) {
    return moveFrom(level, (scale.kappa * raw) / STEEPNESS);
  }
  return sigmoid(scale.kappa * (raw - scale.centre));
}

/** A reward so far from the level; the level gives way where both of a pair would not fit within 0..1. */
function moveFrom(level: number, distance: number): number {
  const half = Math.min(1 / 2, Math.abs(distance));
  return Math.min(1 - half, Math.max(half, level)) + Math.sign(distance) * half;
}

/** Of a pair, how sure it is of its order; else how often it has agreed with people, where that is known well enough. */
function calibratedConfidence(
  strengths: readonly number[],
  shape: "single" | "pair" | "group",
  agreement: MeasuredAgreement | null,
): number | null {
  const [one, other] = strengths;
  if (shape === "pair" && one !== undefined && other !== undefined) {
    return sigmoid(Math.abs(one - other));
  }
  return agreement !== null && agreement.votes >= AGREEMENT_VOTES_MIN ? agreement.share : null;
}

import type { QuestionRecord } from "../../src/ports/question-store.ts";
import type { PairAsk } from "../../src/services/people/people.ts";
import type { DecidedComparison, UndecidedComparison } from "../../src/services/scoring/comparison.ts";
import { RUBRIC_SOURCE } from "../../src/services/scoring/embedded-source.ts";
import { talk } from "../doubles/transcripts.ts";
import type { PlannedCompare } from "./schedule-plan.ts";

const OPENING = "Hello, it's about my claim.";
/** Of the pair's first candidate over the second, as the fallback sees it. */
const FALLBACK_MARGIN = 0.1;

/** What each of a pair's two candidates says, as nothing else does. */
export function candidateTexts({
  pair,
  isMirrored,
}: Pick<PlannedCompare, "pair" | "isMirrored">): readonly [a: string, b: string] {
  const texts = [`The first answer of pair ${pair}.`, `The second answer of pair ${pair}.`] as const;
  return isMirrored ? [texts[1], texts[0]] : texts;
}

/** What stands as candidate A or B of a question. */
export function textOf({ content }: Pick<QuestionRecord, "content">, candidate: "a" | "b"): string {
  return content.kind === "compare" ? (content[candidate].at(-1)?.content ?? "") : "";
}

/** The comparison that a caller hands in. */
export function toPairAsk(asked: PlannedCompare, comparisonId: string, later: Promise<DecidedComparison> | null): PairAsk {
  const [textA, textB] = candidateTexts(asked);
  return {
    comparison: later === null ? fallbackAnswer(asked, comparisonId) : missingAnswer(comparisonId),
    later,
    collectionSlug: "claims",
    scenarioSlug: "claim",
    scenarioTitle: "Claims",
    opening: [OPENING],
    responseA: talk(OPENING, textA),
    responseB: talk(OPENING, textB),
    dimensions: [],
    human: {
      mode: asked.mode,
      audience: "global",
      instruction: null,
      criteriaVersion: null,
      dimensions: [],
      minVotes: asked.minVotes,
      maxVotes: asked.minVotes + asked.furtherVotes,
      stopAt: 0.95,
      ttlMs: asked.ttlMs,
    },
  };
}

/** What the fallback says of a pair by itself. */
export function fallbackAnswer({ isMirrored }: Pick<PlannedCompare, "isMirrored">, comparisonId: string): DecidedComparison {
  const pA = 1 / (1 + Math.exp(isMirrored ? 10 * FALLBACK_MARGIN : -10 * FALLBACK_MARGIN));
  return {
    ...commonOf(comparisonId),
    status: "ok",
    winner: isMirrored ? "b" : "a",
    pA,
    margin: FALLBACK_MARGIN,
    signedMargin: isMirrored ? -FALLBACK_MARGIN : FALLBACK_MARGIN,
    rewardA: isMirrored ? 0.5 : 0.6,
    rewardB: isMirrored ? 0.6 : 0.5,
    confidence: Math.max(pA, 1 - pA),
    sources: { people: 0, model: 1 },
    source: RUBRIC_SOURCE,
    fallback: null,
  };
}

function missingAnswer(comparisonId: string): UndecidedComparison {
  const failure = { failureClass: "deadline" as const, detail: "the fallback has not answered", retryable: true };
  return { ...commonOf(comparisonId), status: "unscored", failure };
}

function commonOf(comparisonId: string) {
  return {
    comparisonId,
    votes: { a: 0, b: 0, tie: 0, bothBad: 0, count: 0 },
    dimensionMargins: { D1: null },
    versions: { scenario: "digest", criteria: null, source: "1", calibration: null, shaping: "1" },
    scoringVersion: "1+1",
    final: true,
    attempts: [],
  };
}

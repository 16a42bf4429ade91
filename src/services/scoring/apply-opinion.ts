import { assertInvariant } from "../../domain/assert.ts";
import { STEEPNESS } from "../../domain/scoring/preference-probability.ts";
import { shapedAway, shapeWithOpinion } from "../../domain/scoring/shape-with-opinion.ts";
import type { ShapingRules } from "../../domain/scoring/shaping-rules.ts";
import type { CandidateOpinion, Opinion } from "../fallback/opinions.ts";
import type { ConversationGround } from "./conversation-ground.ts";
import type { SettledScore } from "./settle-evaluation.ts";

type ScoredConversation = Exclude<SettledScore, { readonly status: "unscored" }>;

/** A conversation with what the source that answered makes of it. */
export interface OpinedScore {
  readonly score: ScoredConversation;
  /** What gates and penalties took from what the source gave, 0 or below; 0 for the rubric, whose scores are looked at when that is done. */
  readonly shapedAway: number;
}

/**
 * A conversation that the rubric looked at, as the source that answered sees it: its reward in place of the rubric's weighted mean, shaped as ever; its dimensions where it decided them. Where the rubric itself answered, its own
 * numbers stand.
 * @param place of the conversation among the candidates.
 */
export function applyOpinion(
  floor: SettledScore,
  { source, candidates }: Opinion,
  place: number,
  rules: ShapingRules,
): OpinedScore {
  const candidate = candidates[place];
  assertInvariant(candidate !== undefined, "An opinion covers every candidate.");
  if (source.kind === "rubric") {
    assertInvariant(floor.status !== "unscored", "The rubric answers only where it has a reward.");
    return { score: { ...scoreOf(floor), source, confidence: candidate.confidence }, shapedAway: 0 };
  }
  const ground = groundOf(floor);
  const stages = shapeWithOpinion(ground.scoreBreakdown.stages, candidate.reward, rules);
  const { clipped, opinion } = stages;
  assertInvariant(clipped !== null && opinion !== null, "What a source gives has a reward.");
  const score: ScoredConversation = {
    status: "ok",
    reward: clipped,
    raw: opinion,
    scores: mergeScores(ground.scores, candidate),
    scoreBreakdown: { ...ground.scoreBreakdown, stages },
    grounding: ground.grounding,
    source,
    confidence: candidate.confidence,
  };
  return { score, shapedAway: shapedAway(stages) };
}

/** How strong a conversation is on the log-odds scale when gates and penalties have taken their part. */
export function strengthOf({ strengths }: Opinion, place: number, { shapedAway: taken }: OpinedScore): number {
  const strength = strengths[place];
  assertInvariant(strength !== undefined, "An opinion has a strength for every candidate.");
  return strength + STEEPNESS * taken;
}

/** What a source other than the rubric can be asked about: neither excluded nor without anything to stand on. */
export function groundOfAskable(floor: SettledScore): ConversationGround | null {
  return floor.status === "ok" ? floor : floor.status === "unscored" ? (floor.ground ?? null) : null;
}

function groundOf(floor: SettledScore): ConversationGround {
  const ground = groundOfAskable(floor);
  assertInvariant(ground !== null, "Nobody is asked about what is excluded.");
  return ground;
}

/** Without what an evaluation holds besides. */
function scoreOf({ status, reward, raw, scores, scoreBreakdown, grounding, source, confidence }: ScoredConversation) {
  return { status, reward, raw, scores, scoreBreakdown, grounding, source, confidence };
}

function mergeScores(own: ConversationGround["scores"], { scores }: CandidateOpinion): ConversationGround["scores"] {
  return scores === null ? own : Object.fromEntries(Object.entries(own).map(([key, value]) => [key, scores[key] ?? value]));
}

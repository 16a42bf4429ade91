import type { Topic } from "../scenarios/scenario.ts";
import type { PhraseFindings } from "./phrase-rules.ts";
import type { Likeness } from "./topic-likeness.ts";

/** Least score of a match, and least lead over the runner-up. */
const SCORE_MIN = 0.4;
const LEAD_MIN = 0.1;
/** Share of a topic's likeness that comes from how much of the sentence its words cover; the rest comes from the known sentences. */
const COVERAGE_SHARE = 0.35;
/** Share of its score that comes from the wording; the rest is likeness. */
const WORDING_SHARE = 0.35;
/** How far another topic has to be ahead of the only proven one, in wording too, for its phrase not to be believed. */
const CONTRADICTION_LEAD = 0.2;
/** What a word of its own adds to a topic's evidence against other proven ones, times the word's rarity. */
const OWN_WORD_SHARE = 0.1;
/** Scores below 1 are evidence; 1 is a phrase that is believed. */
const EVIDENCE_MAX = 0.99;
/** Scores are rounded to these steps, so that equal evidence is equal and the order of the file decides. */
const SCORE_STEPS = 1_000_000;
const NO_PLACE = -1;

export interface TopicScore {
  readonly topicId: string;
  /** 0 to 1; 1 is an exact phrase. */
  readonly score: number;
}

/** What is heard in a sentence without comparing it. */
export interface Heard {
  readonly phrases: PhraseFindings;
  /** See `TopicWording`; by number of topic. */
  readonly wording: Float64Array;
}

/** Scores of the listeners by place in their list, and the evidence behind each; NaN for one that is ruled out. */
export interface Scoring {
  readonly listeners: readonly number[];
  readonly scores: Float64Array;
  readonly evidence: Float64Array;
  /** A single topic is proven, and everything else speaks for another one: the sentence is not understood. */
  readonly isContradicted: boolean;
}

/** @param listeners numbers of the topics that the sentence can raise. */
export function scoreTopics(listeners: readonly number[], heard: Heard, likeness: Likeness): Scoring {
  const { phrases, wording } = heard;
  const evidence = Float64Array.from(listeners, (number, place) => {
    const alike = (1 - COVERAGE_SHARE) * (likeness.known[place] ?? 0) + COVERAGE_SHARE * (likeness.covered[number] ?? 0);
    const bounded = Math.min(EVIDENCE_MAX, Math.max(0, alike));
    const score = (1 - WORDING_SHARE) * bounded + WORDING_SHARE * (wording[number] ?? 0);
    return phrases.ruledOut.has(number) ? Number.NaN : Math.round(score * SCORE_STEPS) / SCORE_STEPS;
  });
  const proven = listeners.filter((number) => phrases.proven.has(number));
  const isContradicted = proven.length === 1 && contradicts(listeners, proven[0] ?? NO_PLACE, evidence, heard);
  const scores = evidence.map((score, place) =>
    phrases.proven.has(listeners[place] ?? NO_PLACE) && !isContradicted ? 1 : score,
  );
  const weighed = evidence.map(
    (score, place) => score + OWN_WORD_SHARE * (phrases.ownWords.get(listeners[place] ?? NO_PLACE) ?? 0),
  );
  return { listeners, scores, evidence: weighed, isContradicted };
}

/** Whether a listener that is not ruled out has more of the wording than the topic. */
export function isOutworded(listeners: readonly number[], topic: number, { phrases, wording }: Heard): boolean {
  return listeners.some((number) => (wording[number] ?? 0) > (wording[topic] ?? 0) && !phrases.ruledOut.has(number));
}

function contradicts(listeners: readonly number[], topic: number, evidence: Float64Array, heard: Heard): boolean {
  const own = evidence[listeners.indexOf(topic)] ?? 0;
  return isOutworded(listeners, topic, heard) && evidence.some((score) => score - own > CONTRADICTION_LEAD);
}

/** The listeners that are not ruled out, the likeliest first; equal ones in the order of the file. */
export function rankTopics(topics: readonly Topic[], { listeners, scores, evidence }: Scoring): readonly TopicScore[] {
  return listeners
    .map((number, place) => ({
      topicId: topics[number]?.id ?? "",
      score: scores[place] ?? 0,
      evidence: evidence[place] ?? Number.NaN,
    }))
    .filter((ranked) => !Number.isNaN(ranked.evidence))
    .sort((a, b) => b.score - a.score || b.evidence - a.evidence)
    .map(({ topicId, score }) => ({ topicId, score }));
}

/** The likeliest topic; null where none is likely enough, two are too close, or the proven one is contradicted. Among equals the first one wins. */
export function decideTopic(topics: readonly Topic[], scoring: Scoring): TopicScore | null {
  const { listeners, scores, evidence, isContradicted } = scoring;
  let best = NO_PLACE;
  let next = NO_PLACE;
  for (let place = 0; place < scores.length; place += 1) {
    if (Number.isNaN(evidence[place])) {
      continue;
    }
    if (isLikelier(scoring, place, best)) {
      next = best;
      best = place;
    } else if (isLikelier(scoring, place, next)) {
      next = place;
    }
  }
  if (best === NO_PLACE || isContradicted) {
    return null;
  }
  const score = scores[best] ?? 0;
  const lead = score - (scores[next] ?? 0);
  return score < SCORE_MIN || (score < 1 && lead < LEAD_MIN) ? null : toTopicScore(topics, listeners[best], score);
}

/** Whether the topic at the one place is likelier than that at the other, or there is no other. */
function isLikelier({ scores, evidence }: Scoring, place: number, than: number): boolean {
  if (than === NO_PLACE) {
    return true;
  }
  const lead = (scores[place] ?? 0) - (scores[than] ?? 0);
  return lead > 0 || (lead === 0 && (evidence[place] ?? 0) > (evidence[than] ?? 0));
}

export function toTopicScore(topics: readonly Topic[], number: number | undefined, score: number): TopicScore {
  return { topicId: topics[number ?? NO_PLACE]?.id ?? "", score };
}

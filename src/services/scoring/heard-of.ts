import type { HeardSource } from "../fallback/opinions.ts";
import type { Comparison } from "./comparison.ts";
import { RUBRIC_SOURCE } from "./embedded-source.ts";
import type { HeardRaw } from "./kept-opinion.ts";
import { EMBEDDED_REVISION } from "./scoring-versions.ts";

/** What every source said, the rubric among them whether or not it was asked for. @param rewards the rubric's, one a candidate, 0..1; null where it had none. */
export function withRubric(heard: readonly HeardSource[], rewards: readonly (number | null)[]): readonly HeardSource[] {
  const others = heard.filter(({ kind }) => kind !== "rubric");
  return rewards.every((reward) => reward === null) ? others : [...others, toRubric(rewards)];
}

/** What was said of one of the candidates. @param place in their order. */
export function heardOf(heard: readonly HeardSource[], place: number): readonly HeardRaw[] {
  return heard.flatMap(({ sourceId, kind, revision, raws }) => {
    const raw = raws[place] ?? null;
    return raw === null ? [] : [{ sourceId, kind, revision, raw }];
  });
}

/** What was said of both of two conversations, by those who spoke of both under the same revision. */
export function heardOfBoth(first: readonly HeardRaw[], second: readonly HeardRaw[]): readonly HeardSource[] {
  return first.flatMap(({ sourceId, kind, revision, raw }) => {
    const other = second.find((candidate) => candidate.sourceId === sourceId && candidate.revision === revision);
    return other === undefined ? [] : [{ sourceId, kind, revision, raws: [raw, other.raw] }];
  });
}

/** What was said of the two sides of a comparison, `raws` of A and of B: where nobody else was asked, the rubric's rewards. */
export function heardOfPair(comparison: Comparison): readonly HeardSource[] {
  return comparison.opinion?.heard ?? (comparison.status === "ok" ? [toRubric([comparison.rewardA, comparison.rewardB])] : []);
}

/** What was said of a conversation that nobody but the rubric was asked about. */
export function heardOfRubric(reward: number): readonly HeardRaw[] {
  return heardOf([toRubric([reward])], 0);
}

function toRubric(raws: readonly (number | null)[]): HeardSource {
  return { sourceId: RUBRIC_SOURCE.id, kind: RUBRIC_SOURCE.kind, revision: EMBEDDED_REVISION, raws };
}

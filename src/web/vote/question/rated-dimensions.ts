import type { Dimension, RateQuestion } from "../api/offer.ts";

/** The key of the rating as a whole, beside the dimensions. */
const OVERALL: Dimension = { key: "overall", title: "Overall" };

/** What a rate question asks for: its dimensions, then the whole. */
export function ratedDimensions(question: RateQuestion): readonly Dimension[] {
  return question.dimensions.some(({ key }) => key === OVERALL.key) ? question.dimensions : [...question.dimensions, OVERALL];
}

/** The dimension that a digit rates: the first without a rating, else the last. */
export function dimensionToRate(question: RateQuestion, given: Readonly<Record<string, number>>): Dimension {
  const rated = ratedDimensions(question);
  return rated.find(({ key }) => given[key] === undefined) ?? rated.at(-1) ?? OVERALL;
}

/** Whether every dimension has its rating. */
export function isRated(question: RateQuestion, given: Readonly<Record<string, number>>): boolean {
  return ratedDimensions(question).every(({ key }) => given[key] !== undefined);
}

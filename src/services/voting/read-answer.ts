import { type FieldError, InvalidRequestError } from "../../domain/errors.ts";
import type { AnyContent, CompareContent, RateContent } from "../../domain/questions/question.ts";
import { type Candidate, OVERALL_RATING, RATING_MAX, RATING_MIN, type VoteAnswer } from "../../domain/questions/vote.ts";
import type { BallotAnswer, Side, VoteChange } from "./ballot.ts";

/** Of a field's value, as much as an error quotes. */
const QUOTED_CHARACTERS_MAX = 60;

/**
 * What a ballot answers, in terms of the candidates.
 * @param left the candidate that stood left; null for a rate question.
 * @throws InvalidRequestError naming every field that does not answer the question.
 */
export function readAnswer(content: AnyContent, left: Candidate | null, ballot: BallotAnswer): VoteAnswer {
  const errors = content.kind === "compare" ? findCompareErrors(content, ballot) : findRateErrors(content, ballot);
  if (errors.length > 0) {
    const [first] = errors;
    throw new InvalidRequestError(`${first?.pointer.slice(1).replaceAll("/", ".")} ${first?.detail}.`, { errors });
  }
  if (content.kind === "rate") {
    return { kind: "rate", ratings: { ...ballot.ratings } };
  }
  const dimensions = Object.entries(ballot.dimensions).map(([key, side]) => [key, toCandidate(side, left)] as const);
  return {
    kind: "compare",
    choice: toCandidate(ballot.choice ?? "tie", left),
    strength: ballot.strength,
    dimensions: Object.fromEntries(dimensions),
  };
}

/**
 * A vote's answer with what a change says of it. A change that names a choice says how strong it is anew: how much better the one answer was says nothing of the other.
 * @throws InvalidRequestError as `readAnswer`.
 */
export function changeAnswer(content: AnyContent, left: Candidate | null, kept: VoteAnswer, change: VoteChange): VoteAnswer {
  const dimensions = change.dimensions ?? {};
  if (kept.kind === "rate") {
    return readAnswer(content, left, { ...change, dimensions, ratings: { ...kept.ratings, ...change.ratings } });
  }
  const choice = change.choice ?? toSide(kept.choice, left);
  const strength = change.strength ?? (change.choice === null ? kept.strength : null);
  const answer = readAnswer(content, left, { ...change, choice, strength, dimensions });
  return answer.kind === "compare" && change.dimensions === null ? { ...answer, dimensions: kept.dimensions } : answer;
}

/** `left` and `right` as the candidate that stood there; anything else stays. */
function toCandidate<T extends string>(side: Side | T, left: Candidate | null): Candidate | T {
  if (side === "left" || side === "right") {
    return (side === "left") === (left === "a") ? "a" : "b";
  }
  return side;
}

/** A candidate as the side on which it stood; anything else stays. */
function toSide<T extends string>(choice: Candidate | T, left: Candidate | null): Side | T {
  if (choice === "a" || choice === "b") {
    return choice === left ? "left" : "right";
  }
  return choice;
}

function findCompareErrors(content: CompareContent, ballot: BallotAnswer): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (ballot.choice === null) {
    errors.push({ pointer: "/choice", detail: "is missing; this question wants left, right, tie or both_bad" });
  } else if (ballot.strength !== null && ballot.choice !== "left" && ballot.choice !== "right") {
    errors.push({ pointer: "/strength", detail: `is ${ballot.strength}; ${ballot.choice} has no strength, leave it out` });
  }
  errors.push(...findUnknown("/dimensions", Object.keys(ballot.dimensions), dimensionKeys(content)));
  if (Object.keys(ballot.ratings).length > 0) {
    errors.push({ pointer: "/ratings", detail: "is there; this question compares two answers and takes none" });
  }
  return errors;
}

function findRateErrors(content: RateContent, ballot: BallotAnswer): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (ballot.choice !== null) {
    errors.push({ pointer: "/choice", detail: `is ${ballot.choice}; this question wants ratings` });
  }
  if (ballot.strength !== null) {
    errors.push({ pointer: "/strength", detail: `is ${ballot.strength}; this question wants ratings` });
  }
  if (Object.keys(ballot.dimensions).length > 0) {
    errors.push({ pointer: "/dimensions", detail: "is there; this question wants ratings" });
  }
  const keys = [...dimensionKeys(content), OVERALL_RATING];
  errors.push(...findUnknown("/ratings", Object.keys(ballot.ratings), keys));
  for (const key of keys) {
    const rating = Object.hasOwn(ballot.ratings, key) ? ballot.ratings[key] : undefined;
    if (rating === undefined || !Number.isInteger(rating) || rating < RATING_MIN || rating > RATING_MAX) {
      const found = rating === undefined ? "is missing" : `is ${rating}`;
      errors.push({
        pointer: toPointer("/ratings", key),
        detail: `${found}; it must be a whole number from ${RATING_MIN} to ${RATING_MAX}`,
      });
    }
  }
  return errors;
}

function findUnknown(pointer: string, keys: readonly string[], known: readonly string[]): readonly FieldError[] {
  return keys
    .filter((key) => !known.includes(key))
    .map((key) => ({
      pointer: toPointer(pointer, key),
      detail: `is not asked about; this question has ${known.join(", ") || "none"}`,
    }));
}

function dimensionKeys({ dimensions }: AnyContent): readonly string[] {
  return dimensions.map(({ key }) => key);
}

function toPointer(parent: string, key: string): string {
  return `${parent}/${key.slice(0, QUOTED_CHARACTERS_MAX).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

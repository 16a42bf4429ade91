import { InvalidRequestError } from "../../domain/errors.ts";
import type { QuestionDimension } from "../../domain/questions/question.ts";
import type { HumanTerms } from "../people/human-terms.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

/** The qualities of the collection that annotators may judge one by one, in its order. Throws InvalidRequestError for a key that the collection does not have. */
export function askedDimensions(
  { scenarios }: Pick<ScoringPorts, "scenarios">,
  collectionSlug: string,
  { dimensions: asked }: Pick<HumanTerms, "dimensions">,
): readonly QuestionDimension[] {
  if (asked !== "all" && asked.length === 0) {
    return [];
  }
  const known = (scenarios.findCollection(collectionSlug)?.dimensions ?? []).map(({ key, title }) => ({ key, title }));
  if (asked === "all") {
    return known;
  }
  const unknown = asked.filter((key) => known.every((dimension) => dimension.key !== key));
  if (unknown.length > 0) {
    const detail = `has ${unknown.join(", ")}; the dimensions of ${collectionSlug} are ${known.map(({ key }) => key).join(", ")}`;
    throw new InvalidRequestError(`human.dimensions ${detail}.`, { errors: [{ pointer: "/human/dimensions", detail }] });
  }
  return known.filter(({ key }) => asked.includes(key));
}

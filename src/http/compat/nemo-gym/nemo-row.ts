import { z } from "@hono/zod-openapi";
import { InvalidRequestError } from "../../../domain/errors.ts";
import { NAME_CHARACTERS_MAX } from "../../wire/names.ts";
import { readLabel, type ScenarioAddress } from "../read-label.ts";
import type { NemoSession } from "./nemo-session.ts";
import { ResponsesItemsSchema } from "./responses-items.ts";

const name = z.string().min(1).max(NAME_CHARACTERS_MAX);

/** Members by which a row says what it is about; it may have any others. */
export const RowNames = {
  collection_slug: name.nullish().openapi({ description: "Must be the path's where it is given." }),
  scenario_slug: name.nullish().openapi({ description: "The scenario, where the path names none.", example: "lower-back-pain" }),
  label: z.unknown().optional().openapi({
    description: 'An object with `collection_slug` and `scenario_slug`, the same as JSON text, or "collection/scenario".',
  }),
  verifier_metadata: z.unknown().optional().openapi({ description: "Read as a `label` is, after it." }),
  reference: z.unknown().optional().openapi({
    description: "The right answer, for rubrics that compare with one, where it is a text.",
  }),
};

/** The request that a row makes of the model: as much of it as is read here. */
export const CreateParamsSchema = z
  .looseObject({ input: z.union([z.string(), ResponsesItemsSchema]), instructions: z.string().nullish() })
  .openapi({ description: "The Responses API's, as in the data set." });

/** What the model answered. */
export const ModelResponseSchema = z
  .looseObject({ output: ResponsesItemsSchema })
  .openapi({ description: "A response of the Responses API, with all items of the rollout." });

/** What a row says of itself. */
export type NamedRow = z.infer<z.ZodObject<typeof RowNames>>;

/** Where a request says which scenario it is for, besides its row. */
export interface RowPlace {
  readonly collectionSlug: string;
  /** Of the path; null: it names none. */
  readonly scenarioSlug: string | null;
  readonly session: NemoSession | null;
}

/** The scenario of a row with the right answer, if the row tells one. */
export interface RowTarget {
  readonly address: ScenarioAddress;
  readonly reference: string | null;
}

/**
 * Which scenario a row is for: the path goes first, then `scenario_slug`, `label`, `verifier_metadata` and the session.
 * Throws InvalidRequestError where none of them says it, or the row names another collection than the path.
 * @param pointer JSON pointer to the row; empty for the body itself.
 */
export function targetOf(row: NamedRow, place: RowPlace, pointer: string): RowTarget {
  const { collectionSlug, scenarioSlug, session } = place;
  const label = readLabel(row.label);
  const reference = typeof row.reference === "string" ? row.reference : label.reference;
  if (scenarioSlug !== null) {
    return { address: { collectionSlug, scenarioSlug }, reference };
  }
  const own = row.scenario_slug
    ? { collectionSlug: row.collection_slug ?? collectionSlug, scenarioSlug: row.scenario_slug }
    : null;
  const found = own ?? label.address ?? readLabel(row.verifier_metadata).address ?? session?.address ?? null;
  if (found === null) {
    const detail = "names no scenario; give scenario_slug, or a label such as collection/scenario";
    throw new InvalidRequestError("Neither the address nor the row says which scenario to score by.", {
      errors: [{ pointer, detail }],
    });
  }
  if (found.collectionSlug !== collectionSlug) {
    const detail = `names the collection ${JSON.stringify(found.collectionSlug)}; the address is that of ${JSON.stringify(collectionSlug)}`;
    throw new InvalidRequestError("The row belongs to another collection.", { errors: [{ pointer, detail }] });
  }
  return { address: found, reference };
}

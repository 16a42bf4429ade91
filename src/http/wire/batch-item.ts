import { z } from "@hono/zod-openapi";
import { type FieldError, InvalidRequestError } from "../../domain/errors.ts";
import type { ScoringFailure } from "../../services/scoring/evaluation.ts";

const ITEM_ID_CHARACTERS_MAX = 128;
/** Faults that an item's error tells. */
const ITEM_ERRORS_MAX = 3;

export const ItemIdField = z
  .string()
  .min(1)
  .max(ITEM_ID_CHARACTERS_MAX)
  .nullish()
  .openapi({ description: "Your own name for it; it comes back with the result." });

/** Batches are answered as a whole, so their items have no budget of their own. Declared, so that a caller who gives one is told instead of ignored. */
export const MisplacedBudgetField = z
  .null({ error: "belongs beside the list of items, since a batch is answered as a whole" })
  .optional()
  .openapi({ description: "Belongs beside the list: a batch is answered as a whole." });

/** The items of a batch, each as yet unknown, so that a bad one fails alone. @param schemaName of the documented schema of an item. */
export function createItemsField(itemsMax: number, schemaName: string) {
  return z
    .array(z.unknown())
    .min(1)
    .max(itemsMax)
    .openapi({ type: "array", items: { $ref: `#/components/schemas/${schemaName}` } });
}

/** What a bad item calls itself, as far as that can be read; null where it cannot. */
export function itemIdOf(item: unknown): string | null {
  const id = item !== null && typeof item === "object" && "id" in item ? item.id : null;
  return typeof id === "string" && id.length > 0 && id.length <= ITEM_ID_CHARACTERS_MAX ? id : null;
}

/** Faults of one item of a batch as the reason why it has no result. */
export function toInvalidItem(errors: readonly FieldError[]): { readonly invalid: ScoringFailure } {
  const shown = errors
    .slice(0, ITEM_ERRORS_MAX)
    .map(({ pointer, detail }) => (pointer === "" ? detail : `${pointer}: ${detail}`));
  return { invalid: { failureClass: "invalid_request", detail: shown.join(" "), retryable: false } };
}

/** The item that `read` makes of it, or why it is none. */
export function readItem<Request>(read: () => Request): { readonly request: Request } | { readonly invalid: ScoringFailure } {
  try {
    return { request: read() };
  } catch (error) {
    if (error instanceof InvalidRequestError) {
      const { errors, message } = error;
      return toInvalidItem(errors.length > 0 ? errors : [{ pointer: "", detail: message }]);
    }
    throw error;
  }
}

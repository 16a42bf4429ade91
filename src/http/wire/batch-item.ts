import { z } from "@hono/zod-openapi";

/** Characters an item may call itself by. */
export const ITEM_ID_CHARACTERS_MAX = 128;

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
    .openapi({ type: "array", minItems: 1, maxItems: itemsMax, items: { $ref: `#/components/schemas/${schemaName}` } });
}

import type { ScenarioCatalog } from "../../ports/scenario-catalog.ts";
import { dimensionKeysOf } from "../scoring/dimension-keys-of.ts";
import { type CompatKnobs, invalidKnob } from "./compat-knobs.ts";
import type { ScenarioAddress } from "./read-label.ts";

/**
 * The dimensions that every answer to an address holds: those that it asks for, else those of the collection in its path.
 * @param address null: the path names no scenario, and labels may name several collections'.
 * Throws InvalidRequestError for a dimension that the collection in the path does not have: it would be filled with 0 for ever.
 */
export function dimsOfAnswer(
  scenarios: ScenarioCatalog,
  { dims }: Pick<CompatKnobs, "dims">,
  address: ScenarioAddress | null,
): readonly string[] {
  const keys = address === null ? [] : dimensionKeysOf(scenarios, address.collectionSlug);
  const unknown = keys.length === 0 ? undefined : dims?.find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw invalidKnob("dims", unknown, `one of the collection's dimensions: ${keys.join(", ")}`);
  }
  return dims ?? keys;
}

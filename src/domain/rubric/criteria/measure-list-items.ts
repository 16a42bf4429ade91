import { countListItems } from "../count-list-items.ts";
import { countOf, findingOf, type Measure } from "../finding.ts";
import type { Criterion } from "../rubric-check.ts";

type ListItems = Extract<Criterion, { readonly kind: "list_items" }>;

/** So many list items, bulleted or numbered, nested ones included. */
export function measureListItems({ min, max }: ListItems): Measure {
  return ({ answer }) => {
    const { bulleted, numbered } = countListItems(answer.markdown().lines);
    const items = bulleted + numbered;
    return findingOf((min === null || items >= min) && (max === null || items <= max), countOf(items, "list item"));
  };
}

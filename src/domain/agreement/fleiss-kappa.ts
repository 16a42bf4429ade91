import { mean } from "../numerics/mean.ts";
import { beyondChance } from "./beyond-chance.ts";
import { shareByLabel } from "./share-by-label.ts";

/** Agreement beyond chance of a fixed number of raters an item, not always the same people: Fleiss' kappa (1971). Null where one label only was used, or an item has fewer than two. */
export function fleissKappa(items: readonly (readonly string[])[]): number | null {
  const all = shareByLabel(items.flat());
  const perItem = items.map((labels) => {
    const agreeing = [...shareByLabel(labels).values()].reduce(
      (sum, share) => sum + share * labels.length * (share * labels.length - 1),
      0,
    );
    return agreeing / (labels.length * (labels.length - 1));
  });
  const observed = mean(perItem);
  const expected = [...all.values()].reduce((sum, share) => sum + share * share, 0);
  return beyondChance(observed, expected);
}

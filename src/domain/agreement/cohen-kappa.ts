import { beyondChance } from "./beyond-chance.ts";
import { shareByLabel } from "./share-by-label.ts";

/** Agreement beyond chance of two raters who labelled the same items: Cohen's kappa (1960). Null where both used one and the same label only, or there are no items. */
export function cohenKappa(pairs: readonly (readonly [first: string, second: string])[]): number | null {
  const count = pairs.length;
  const first = shareByLabel(pairs.map(([label]) => label));
  const second = shareByLabel(pairs.map(([, label]) => label));
  const observed = pairs.filter(([a, b]) => a === b).length / count;
  const expected = [...first].reduce((sum, [label, share]) => sum + share * (second.get(label) ?? 0), 0);
  return beyondChance(observed, expected);
}

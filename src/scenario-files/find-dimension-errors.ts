import type { DimensionRule } from "../domain/scenarios/scenario.ts";
import type { CollectionFile } from "./collection-schema.ts";
import type { FileFieldError } from "./file-field-error.ts";

type Rules = CollectionFile["private"]["scoring"]["dimensions"];

const PATH = ["private", "scoring", "dimensions"] as const;

/** Dimensions of a collection that nothing scores or that are none, and those that need one that is none, or each other. */
export function findDimensionErrors(collection: CollectionFile): readonly FileFieldError[] {
  const keys = Object.keys(collection.public.dimensions);
  const rules = collection.private.scoring.dimensions;
  const strange = Object.keys(rules).filter((key) => !keys.includes(key));
  const strangeErrors = strange.map((key) => ({
    path: [...PATH, key],
    message: `is no dimension of public.dimensions (${keys.join(", ")})`,
  }));
  const scoredErrors = keys.flatMap((key): readonly FileFieldError[] => {
    const rule = rules[key];
    if (rule === undefined) {
      return [{ path: [...PATH, key], message: "is missing: it is in public.dimensions, and nothing says how it is scored" }];
    }
    const message = rule.needs === undefined ? null : whyNotNeeded(key, rule.needs, keys, rules);
    return message === null ? [] : [{ path: [...PATH, key, "needs"], message }];
  });
  return [...strangeErrors, ...scoredErrors];
}

/** Dimensions of a scenario of which none counts: nothing that is done could give it a reward. */
export function findWeightErrors(dimensions: readonly DimensionRule[]): readonly FileFieldError[] {
  return dimensions.some(({ weight }) => weight > 0)
    ? []
    : [
        {
          path: ["private", "scoring", "weights"],
          message: "no dimension has a weight above 0, with those of the collection: nothing gives a reward",
        },
      ];
}

function whyNotNeeded(key: string, needed: string, keys: readonly string[], rules: Rules): string | null {
  if (!keys.includes(needed)) {
    return `"${needed}" is no dimension of the collection (${keys.join(", ")})`;
  }
  const circle = findCircle(key, rules);
  // Each is told of once, at the first of its members.
  return circle === null || keys.find((member) => circle.includes(member)) !== key
    ? null
    : `goes in a circle: ${[...circle, key].join(" needs ")}`;
}

/** What the dimension needs, itself first, and what that needs, up to the one that needs the first again; null where none does. */
function findCircle(key: string, rules: Rules): readonly string[] | null {
  const chain = [key];
  for (let next = rules[key]?.needs; next !== undefined; next = rules[next]?.needs) {
    if (chain.includes(next)) {
      return next === key ? chain : null;
    }
    chain.push(next);
  }
  return null;
}

import type { Scenario } from "../domain/scenarios/scenario.ts";
import type { FileFieldError } from "./file-field-error.ts";

/** Facts that require each other, and milestones that come after each other: none of them could ever be. */
export function findCircleErrors({ private: { facts, milestones } }: Scenario): readonly FileFieldError[] {
  return [
    ...circlesOf(
      facts.map(({ id, requires }) => [id, requires]),
      (index) => ["private", "facts", index, "requires"],
      "requires",
    ),
    ...circlesOf(
      milestones.map(({ id, after }) => [id, after]),
      (index) => ["private", "milestones", index, "after"],
      "comes after",
    ),
  ];
}

/** One error a circle, at the first of its members. */
function circlesOf(
  items: readonly (readonly [id: string, needs: readonly string[]])[],
  pathOf: (index: number) => FileFieldError["path"],
  verb: string,
): readonly FileFieldError[] {
  const needsOf = new Map(items);
  const told = new Set<string>();
  return items.flatMap(([id], index) => {
    const circle = told.has(id) ? null : circleFrom(id, needsOf);
    if (circle === null) {
      return [];
    }
    for (const member of circle) {
      told.add(member);
    }
    return [{ path: pathOf(index), message: `goes in a circle: ${[...circle, id].join(` ${verb} `)}` }];
  });
}

/** The shortest way from an item over what it needs back to itself, itself first; null where there is none. */
function circleFrom(id: string, needsOf: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const seen = new Set<string>();
  const ways: (readonly string[])[] = [[id]];
  for (const way of ways) {
    for (const needed of needsOf.get(way.at(-1) ?? "") ?? []) {
      if (needed === id) {
        return way;
      }
      if (!seen.has(needed)) {
        seen.add(needed);
        ways.push([...way, needed]);
      }
    }
  }
  return null;
}

/**
 * Numbers by identifier, in the order in which they came. A Map, since identifiers come in another order in every episode: objects that grow like that are each of a shape of their own, and
 * copying and reading them was an eighth of a turn.
 */
export type Counts<Name extends string = string> = ReadonlyMap<Name, number>;

export const NO_COUNTS: Counts = new Map();

/** Room to count on from there: the given counts stay as they are. */
export function copyCounts<Name extends string>(counts: Counts<Name>): Map<Name, number> {
  const copy = new Map<Name, number>();
  // Faster than the constructor, which knows no Map.
  for (const [name, count] of counts) {
    copy.set(name, count);
  }
  return copy;
}

/** The counts with that one in them. */
export function withCount<Name extends string>(counts: Counts<Name>, name: Name, count: number): Counts<Name> {
  return copyCounts(counts).set(name, count);
}

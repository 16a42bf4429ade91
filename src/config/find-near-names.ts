/** Edits that a name may be away from what was meant, and their share of the longer one's characters. */
const EDITS_MAX = 3;
const EDITED_SHARE_MAX = 0.4;

/** The names that a misspelt one is the fewest edits away from (a character put in, left out, changed, or two swapped); none where it is near to none. */
export function findNearNames(misspelt: string, names: readonly string[]): readonly string[] {
  const distances = names.map((name) => ({ name, edits: countEdits(misspelt, name) }));
  const near = distances.filter(
    ({ name, edits }) => edits <= EDITS_MAX && edits <= EDITED_SHARE_MAX * Math.max(name.length, misspelt.length),
  );
  const fewest = Math.min(...near.map(({ edits }) => edits));
  return near.filter(({ edits }) => edits === fewest).map(({ name }) => name);
}

/** Optimal string alignment: Damerau and Levenshtein's distance where nothing is edited twice. */
function countEdits(one: string, other: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const changed = (last[column - 1] ?? 0) + Number(one[row - 1] !== other[column - 1]);
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const swapped = isSwap ? (beforeLast[column - 2] ?? 0) + 1 : changed;
      next.push(Math.min(changed, swapped, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    [beforeLast, last] = [last, next];
  }
  return last[other.length] ?? 0;
}

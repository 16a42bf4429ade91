import { stemWord } from "../text/stem-word.ts";
import type { LexiconGroups } from "./lexicon-groups.ts";

/** What a word still says that every topic uses. */
const RARITY_MIN = 0.3;

/** How much a stem tells topics apart, from 0.3 (in every topic) to 1 (in one, or in none). */
export type WordRarity = (stem: string) => number;

/** Counts in how many topics each stem, or any word of its lexicon group, occurs. */
export function measureRarity(wordsOfTopics: readonly (readonly string[])[], groups: LexiconGroups): WordRarity {
  const counts = new Map<string | number, number>();
  for (const words of wordsOfTopics) {
    for (const key of new Set(words.map(stemWord).map((stem) => groups.get(stem) ?? stem))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const most = wordsOfTopics.length + 1;
  return (stem) => {
    const count = counts.get(groups.get(stem) ?? stem);
    return count === undefined ? 1 : Math.max(RARITY_MIN, countDoublings(most / count) / countDoublings(most));
  };
}

/** The logarithm to base 2 with straight lines between the powers of 2: exact arithmetic, the same on every machine. */
function countDoublings(ratio: number): number {
  let doublings = 0;
  let rest = ratio;
  while (rest >= 2) {
    rest /= 2;
    doublings += 1;
  }
  return doublings + rest - 1;
}

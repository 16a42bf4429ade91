const NUMBER_WORDS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const ROUND_NUMBERS: Readonly<Record<string, number>> = {
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  hundred: 100,
  single: 1,
  couple: 2,
  dozen: 12,
};

/** Matches a count in figures or words; a group of its own. */
export const COUNT = `(\\d{1,2},\\d{3}|\\d{1,5}|${[...NUMBER_WORDS.slice(1), "thirty", "forty", "fifty", "sixty", "a hundred", "one hundred", "a single", "a dozen"].toReversed().join("|")})`;

/** The count that is written so; null where it is none. */
export function readCount(text: string): number | null {
  const plain = text
    .toLowerCase()
    .replace(",", "")
    .replace(/^(?:an?|one)\s(?=\p{L})/u, "");
  if (/^\d+$/.test(plain)) {
    return Number(plain);
  }
  const place = NUMBER_WORDS.indexOf(plain);
  return place >= 0 ? place : (ROUND_NUMBERS[plain] ?? null);
}

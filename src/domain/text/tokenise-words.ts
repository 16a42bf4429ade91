/** Letters and digits, with apostrophes inside words and separators inside numbers. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:'\p{L}+|(?<=\p{N})[.,]\p{N}+)*/gu;
/** The same for a lower-case text of ASCII characters only, which costs less to read. */
const ASCII_WORD = /[a-z0-9]+(?:'[a-z]+|(?<=[0-9])[.,][0-9]+)*/g;
const PLAIN_WORD = /^[a-z]+$/;
const NOT_ASCII = /[^\0-\x7F]/;
const APOSTROPHES = /[\u2018\u2019\u02BC\u0060\u00B4\u2032]/g;
const THOUSANDS = /,(?=\p{N})/gu;

/** Whole words that stand for several, or for another. */
const EXPANSIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    "can't": ["can", "not"],
    cannot: ["can", "not"],
    cant: ["can", "not"],
    "won't": ["will", "not"],
    wont: ["will", "not"],
    "shan't": ["shall", "not"],
    "ain't": ["is", "not"],
    dont: ["do", "not"],
    doesnt: ["does", "not"],
    didnt: ["did", "not"],
    isnt: ["is", "not"],
    wasnt: ["was", "not"],
    havent: ["have", "not"],
    hasnt: ["has", "not"],
    im: ["i", "am"],
    ive: ["i", "have"],
    youre: ["you", "are"],
    youve: ["you", "have"],
    whats: ["what", "is"],
    wheres: ["where", "is"],
    hows: ["how", "is"],
    thats: ["that", "is"],
    "let's": ["let", "us"],
    lets: ["let", "us"],
    "y'all": ["you", "all"],
    "ma'am": ["madam"],
    "o'clock": ["oclock"],
    gonna: ["going", "to"],
    wanna: ["want", "to"],
    gotta: ["got", "to"],
    gimme: ["give", "me"],
    lemme: ["let", "me"],
  }),
);

const ENDINGS: ReadonlyMap<string, string> = new Map([
  ["m", "am"],
  ["re", "are"],
  ["ve", "have"],
  ["ll", "will"],
  ["d", "would"],
]);

/** After these words 's is "is"; after any other it is a possessive and says nothing. */
const TAKES_IS: ReadonlySet<string> = new Set(
  "it that this there here what where who when why how he she everything something anything nothing everyone someone anyone".split(
    " ",
  ),
);

/** The words of a text in their order: lower case, contractions written out ("what's" gives what, is), possessives dropped, numbers kept. */
export function tokeniseWords(text: string): readonly string[] {
  const words: string[] = [];
  const plain = text.toLowerCase().replace(APOSTROPHES, "'");
  const found = plain.match(NOT_ASCII.test(plain) ? WORD : ASCII_WORD);
  if (found) {
    for (const raw of found) {
      pushWord(raw, words);
    }
  }
  return words;
}

/** Whether the text is a single word already, as `tokeniseWords` would write it. Some words are, and this does not see it: those with digits and other alphabets. */
export function isPlainWord(text: string): boolean {
  return PLAIN_WORD.test(text) && !EXPANSIONS.has(text);
}

function pushWord(raw: string, words: string[]): void {
  const expansion = EXPANSIONS.get(raw);
  if (expansion) {
    words.push(...expansion);
    return;
  }
  const apostrophe = raw.lastIndexOf("'");
  if (apostrophe < 0) {
    words.push(raw.includes(",") ? raw.replace(THOUSANDS, "") : raw);
    return;
  }
  const before = raw.slice(0, apostrophe);
  const after = raw.slice(apostrophe + 1);
  const ending = ENDINGS.get(after);
  if (after === "t" && before.endsWith("n") && before.length > 1) {
    words.push(before.slice(0, -1), "not");
  } else if (ending) {
    words.push(before.replaceAll("'", ""), ending);
  } else if (after === "s") {
    words.push(before.replaceAll("'", ""), ...(TAKES_IS.has(before) ? ["is"] : []));
  } else {
    words.push(raw.replaceAll("'", ""));
  }
}

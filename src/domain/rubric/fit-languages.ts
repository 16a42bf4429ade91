import { FUNCTION_WORDS, LANGUAGE_OF_SCRIPT, LATIN_LANGUAGES } from "./known-languages.ts";

/** Words, or characters of scripts of one language, below which a guess would be one. */
const LANGUAGE_WORDS_MIN = 8;
const SCRIPT_CHARACTERS_MIN = 12;
const LANGUAGE_CHARACTERS_MAX = 4_000;
/** Share of function words below which a text is a list of names or code and not told. */
const FUNCTION_WORD_SHARE_MIN = 0.08;

/** How well each language fits a text; empty where the text is too short or too odd to tell. */
export type LanguageFit = ReadonlyMap<string, number>;

const NOTHING_FITS: LanguageFit = new Map();
const NOT_LATIN = /[\u0370-\u1CFF\u2C00-\uA7FF\uAC00-\uD7FF\uF900-\uFAFF\uFB50-\uFDFF]/;

/**
 * How well the languages fit a text: by the share of their function words where it is in Latin letters, by script and telling letters where not. Languages are ISO 639-1 codes. Takes the text and words taken evenly over it.
 */
export function fitLanguages(text: string, words: readonly string[]): LanguageFit {
  const start = text.slice(0, LANGUAGE_CHARACTERS_MAX);
  const byScript = NOT_LATIN.test(start) ? fitScripts(start) : null;
  return byScript ?? fitFunctionWords(words);
}

/** The languages that fit at least nearly as well as the best. Empty where nothing can be told. */
export function likelyLanguages(fit: LanguageFit): ReadonlySet<string> {
  const best = Math.max(0, ...fit.values());
  return new Set([...fit].filter(([, share]) => share > 0 && share >= best * NEARLY_AS_WELL).map(([language]) => language));
}

/** Danish and Norwegian, Spanish and Galician share most of their function words: the nearest is as good an answer. */
const NEARLY_AS_WELL = 0.9;

function fitFunctionWords(words: readonly string[]): LanguageFit {
  if (words.length < LANGUAGE_WORDS_MIN) {
    return NOTHING_FITS;
  }
  const hits = new Array<number>(LATIN_LANGUAGES.length).fill(0);
  for (const word of words) {
    const languages = FUNCTION_WORDS.get(word);
    for (let place = 0; languages !== undefined && place < languages.length; place += 1) {
      const language = languages[place] ?? 0;
      hits[language] = (hits[language] ?? 0) + 1;
    }
  }
  const best = Math.max(...hits);
  return best / words.length < FUNCTION_WORD_SHARE_MIN
    ? NOTHING_FITS
    : new Map(LATIN_LANGUAGES.map((language, place) => [language, (hits[place] ?? 0) / words.length]));
}

const LETTERS = /\p{L}+/gu;

/** Null where most letters are of another script, such as Latin. */
function fitScripts(text: string): LanguageFit | null {
  const letters = lengthOf(text, LETTERS);
  if (letters < SCRIPT_CHARACTERS_MIN) {
    return NOTHING_FITS;
  }
  for (const { script, telling, otherwise } of LANGUAGE_OF_SCRIPT) {
    if (lengthOf(text, script) / letters >= 0.5) {
      const told = telling.find(({ letter }) => lengthOf(text, letter) / letters >= TELLING_SHARE_MIN);
      return new Map([[told?.language ?? otherwise, 1]]);
    }
  }
  return null;
}

/** Letters that tell languages of one script apart are rare even there. */
const TELLING_SHARE_MIN = 0.005;

function lengthOf(text: string, pattern: RegExp): number {
  return (text.match(pattern) ?? []).reduce((sum, run) => sum + run.length, 0);
}

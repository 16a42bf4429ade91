import { cleanMessage } from "../text/clean-message.ts";
import { stemWord } from "../text/stem-word.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";

/** A request and the policy's answer to it. */
export interface Exchange {
  readonly request: string;
  readonly answer: string;
}

/** Words that say nothing of a request's subject. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  "a an the and or but if of to in on at by for with from as is are was were be been am do does did have has had this that these those it its i you he she we they me my your our their what which who how why when where can could would should will please not no so than then there here just about into over also any some all".split(
    " ",
  ),
);

/** Content words of the request that an answer need take up at most: a long request is not answered by repeating all of it. */
const WANTED_STEMS_MAX = 12;
/** Share of the answer's content words that must be its own: below it the answer repeats the request. */
const OWN_SHARE_MIN = 0.4;

/**
 * A reference-free reading of a single answer, the product of four shares: √(content words of the request taken up), length (half marks at a quarter and at four
 * times the target), distinct word pairs, and words of its own against an echo. It knows nothing of truth.
 */
export function scoreResponsiveness(
  exchange: Exchange | null,
  targetWords: number,
): { readonly value: number; readonly explanation: string } {
  const words = exchange === null ? [] : tokeniseWords(cleanMessage(exchange.answer));
  if (exchange === null || words.length === 0) {
    return { value: 0, explanation: "no answer" };
  }
  const wanted = new Set(contentStems(tokeniseWords(cleanMessage(exchange.request))));
  const given = new Set(contentStems(words));
  const taken = [...wanted].filter((stem) => given.has(stem)).length;
  const coverage = wanted.size > 0 ? Math.min(1, taken / Math.min(wanted.size, WANTED_STEMS_MAX)) : 1;
  const length = 1 / (1 + (Math.log(words.length / targetWords) / Math.log(4)) ** 2);
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`);
  const variety = pairs.length > 0 ? new Set(pairs).size / pairs.length : 1;
  const own = given.size > 0 ? Math.min(1, (given.size - taken) / given.size / OWN_SHARE_MIN) : 0;
  return {
    value: Math.sqrt(coverage) * length * variety * own,
    explanation: `takes up ${taken} of ${wanted.size} content words in ${words.length} words`,
  };
}

function contentStems(words: readonly string[]): readonly string[] {
  return words.filter((word) => !STOP_WORDS.has(word)).map(stemWord);
}

import { countParagraphs } from "../count-paragraphs.ts";
import { countTokens } from "../count-tokens.ts";
import { countOf, type Measure } from "../finding.ts";
import type { Criterion } from "../rubric-check.ts";
import type { TextView } from "../text-view.ts";

type Length = Extract<Criterion, { readonly kind: "length" }>;

/** The length is within bounds. Graded, it falls off outside with the ratio to the bound: 1/(1 + log2(ratio)²), a half at twice or half the bound. */
export function measureLength({ unit, min, max, graded }: Length): Measure {
  const noun = unit.slice(0, -1);
  return ({ answer }) => {
    const length = COUNTERS[unit](answer);
    const explanation = countOf(length, noun);
    if (min !== null && length < min) {
      return { met: graded ? fallOff(min / length) : 0, explanation: `${explanation}, ${min} or more expected` };
    }
    if (max !== null && length > max) {
      return { met: graded ? fallOff(length / max) : 0, explanation: `${explanation}, ${max} or fewer expected` };
    }
    return { met: 1, explanation };
  };
}

const COUNTERS: Readonly<Record<Length["unit"], (answer: TextView) => number>> = {
  words: (answer) => answer.wordCount(),
  tokens: (answer) => countTokens(answer.text()),
  characters: (answer) => countCharacters(answer.text()),
  sentences: (answer) => answer.sentences().length,
  paragraphs: (answer) => countParagraphs(answer.markdown().lines),
};

/** 1 at the bound; 0 for an infinite ratio: that of an empty answer, or to a bound of 0. */
function fallOff(ratio: number): number {
  return 1 / (1 + Math.log2(ratio) ** 2);
}

const HIGH_SURROGATE = /[\ud800-\udbff]/;

/** Characters as code points, so that an emoji of one code point is one. */
function countCharacters(text: string): number {
  // Most texts have none, which is known at once: such a text is often kept in a form that cannot hold them.
  if (!HIGH_SURROGATE.test(text)) {
    return text.length;
  }
  let pairs = 0;
  for (let index = 0; index < text.length; index += 1) {
    pairs += (text.charCodeAt(index) & 0xfc00) === 0xd800 ? 1 : 0;
  }
  return text.length - pairs;
}

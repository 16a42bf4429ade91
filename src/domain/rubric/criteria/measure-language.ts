import { findingOf, type Measure, notApplicable } from "../finding.ts";
import { fitLanguages, likelyLanguages } from "../fit-languages.ts";
import { KNOWN_LANGUAGES } from "../known-languages.ts";
import type { TextView } from "../text-view.ts";

/** Written in that language. Does not apply to answers too short to tell. Throws for a language that cannot be told. */
export function measureLanguage(language: string): Measure {
  if (!KNOWN_LANGUAGES.has(language)) {
    throw new Error(
      `The language "${language}" cannot be told. These can (ISO 639-1): ${[...KNOWN_LANGUAGES].sort().join(", ")}.`,
    );
  }
  return ({ answer }) => {
    const likely = languagesOf(answer);
    return likely.size === 0
      ? notApplicable("the answer is too short to tell its language")
      : findingOf(likely.has(language), likely.has(language) ? "in the language asked for" : "in another language");
  };
}

/** The languages that the answer may be in, blocks of code aside; none where it cannot be told. */
export function languagesOf(answer: TextView): ReadonlySet<string> {
  return likelyLanguages(fitLanguages(answer.markdown().prose, answer.proseSample()));
}

import { languagesOf } from "../criteria/measure-language.ts";
import type { Constraint } from "./constraint.ts";

const CODES: Readonly<Record<string, string>> = {
  english: "en",
  german: "de",
  french: "fr",
  spanish: "es",
  italian: "it",
  portuguese: "pt",
  dutch: "nl",
  swedish: "sv",
  danish: "da",
  norwegian: "no",
  finnish: "fi",
  polish: "pl",
  czech: "cs",
  turkish: "tr",
  romanian: "ro",
  hungarian: "hu",
  indonesian: "id",
  vietnamese: "vi",
  russian: "ru",
  ukrainian: "uk",
  greek: "el",
  chinese: "zh",
  mandarin: "zh",
  japanese: "ja",
  korean: "ko",
  arabic: "ar",
  hebrew: "he",
  hindi: "hi",
  thai: "th",
};
const NAME = `(${Object.keys(CODES).join("|")})`;
/** The name stands alone: not "in French cuisine". */
const ALONE = '(?=\\s*(?:[.,;:!?")\\n-]|$|(?:please|and|with|using|in|so|about|language|only|for|to|of|from|that|the|a)\\b))';
const TRANSLATE = new RegExp(`\\btranslat(?:e|ed|ion)\\b[^\\n]{0,300}?\\b(?:into|to|in)\\s${NAME}\\b`, "i");
const RESPOND = new RegExp(
  `\\b(?:answer|respond|reply|write|explain|say|describe|summari[sz]e|response|written|list|tell|speak|output|rewrite)\\b[^.!?\\n]{0,120}?\\bin\\s(?:simple\\s|plain\\s|fluent\\s)?${NAME}\\b${ALONE}`,
  "i",
);

/** The language that a request wants its answer in: "translate … into Spanish", "answer in French". Short answers cannot be told. */
export function readLanguages(request: string): readonly Constraint[] {
  const name = (TRANSLATE.exec(request) ?? RESPOND.exec(request))?.[1]?.toLowerCase() ?? "";
  const code = CODES[name];
  return code === undefined
    ? []
    : [
        {
          about: "language",
          isKept: (answer) => {
            const likely = languagesOf(answer);
            return likely.size === 0 ? null : likely.has(code);
          },
        },
      ];
}

import { spaceOut } from "./space-out.ts";

/** A number read from a text. */
export interface ReadNumber {
  /** As written: 50 for "50 %". */
  readonly value: number;
  readonly isPercent: boolean;
}

const GROUPED = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)";
const SPACED = "\\d{1,3}(?:[\\u00A0\\u2009\\u202F]\\d{3})+(?:[.,]\\d+)?(?!\\d)";
const CONTINENTAL = "\\d{1,3}(?:\\.\\d{3})+,\\d+(?!\\d)|\\d{1,3}(?:\\.\\d{3}){2,}(?!\\d)";
/** "3,5" and "3,1416": a comma before any but three digits is a decimal mark, unless more commas follow ("1,2,3"). */
const DECIMAL_COMMA = "\\d+,(?:\\d{1,2}|\\d{4,})(?!\\d|[,.]\\d)";
const IS_DECIMAL_COMMA = new RegExp(`^${DECIMAL_COMMA}$`);
const PLAIN = "\\d+(?:\\.\\d+)?|\\.\\d+";
const EXPONENT =
  "(?:[eE]([+-]?\\d{1,3})(?![\\p{L}\\d])|\\s?(?:[x×*·]|\\\\times|\\\\cdot)\\s?10\\s?(?:\\^|\\*\\*)\\s?[{(]?([+-]?\\d{1,3})[)}]?)?";
/** A minus belongs to the number where nothing that could be subtracted from stands right before it. */
const NUMBER = new RegExp(
  `(?<![\\p{L}\\d_.]|\\d,)(?:(?<![)\\]}%])([-+]))?(?:[$€£¥]\\s?([-+])?)?(${CONTINENTAL}|${SPACED}|${GROUPED}|${DECIMAL_COMMA}|${PLAIN})${EXPONENT}` +
    "(?:\\s?/\\s?(\\d+(?:\\.\\d+)?)(?![\\d/]))?(?:\\s?(\\\\?%|percent\\b|per cent\\b)|\\s?(thousand|million|billion|trillion|bn)\\b|(k)\\b)?",
  "giu",
);
const LATEX_FRACTION = /\\[dt]?frac\{(-?\d{1,15}(?:\.\d+)?)\}\{(-?\d{1,15}(?:\.\d+)?)\}/g;
const MIXED = /(?<![\d.,/])(\d{1,6})[ \u00A0-](\d{1,4})\/(\d{1,4})(?![\d/])/g;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUPERSCRIPT_RUN = /(?<=10)(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})/g;
/** A power of ten with nothing before it that it multiplies. */
const BARE_POWER = /(?<![x×*·]\s?|\\times\s?|\\cdot\s?|[\d.,])10\s?(?:\^|\*\*)\s?[{(]?([+-]?\d{1,3})[)}]?/giu;
const VULGAR_FRACTION = /(?<=(\d?))([¼½¾⅐-⅞])/g;

const MAGNITUDES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  bn: 1e9,
  trillion: 1e12,
};

/** The numbers of a text in their order: with thousands separators, fractions, mixed and LaTeX ones too, percent, powers of ten and magnitudes in words. */
export function readNumbers(text: string): readonly ReadNumber[] {
  const numbers: ReadNumber[] = [];
  for (const match of plainForm(text).matchAll(NUMBER)) {
    const number = toNumber(match);
    if (number !== null) {
      numbers.push(number);
    }
  }
  return numbers;
}

/** Fractions written in other ways as `a/b`, superscript exponents as `^n`, one kind of minus. */
function plainForm(text: string): string {
  return withPlainDigits(text)
    .replace(/[\u2212\uFE63\uFF0D]/g, "-")
    .replace(
      SUPERSCRIPT_RUN,
      (run: string) => `^${[...run].map((mark) => (mark === "⁻" ? "-" : SUPERSCRIPTS.indexOf(mark))).join("")}`,
    )
    .replace(BARE_POWER, "1e$1")
    .replace(
      VULGAR_FRACTION,
      (_all, before: string, fraction: string) =>
        `${before === "" ? "" : " "}${fraction.normalize("NFKC").replace("\u2044", "/")}`,
    )
    .replace(LATEX_FRACTION, (_all, top: string, bottom: string) => `${top}/${bottom}`)
    .replace(
      MIXED,
      (_all, whole: string, top: string, bottom: string) => `${Number(whole) * Number(bottom) + Number(top)}/${bottom}`,
    );
}

const NOT_ASCII = /[^\0-\x7F]/;
const FULL_WIDTH = /[\uFF05\uFF0B-\uFF19]/g;
const ARABIC_MARKS = /[\u066A-\u066C]/g;
/** Of the Arabic and Persian digits the last four bits say which; those of Devanagari begin at U+0966. */
const OTHER_DIGITS = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]/g;

/** Digits and marks of other scripts as those of ASCII, and a space before numbers in scripts that have none. */
function withPlainDigits(text: string): string {
  return NOT_ASCII.test(text)
    ? spaceOut(text)
        .replace(FULL_WIDTH, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
        .replace(ARABIC_MARKS, (mark) => "%.,".charAt(mark.charCodeAt(0) - 0x66a))
        .replace(OTHER_DIGITS, (digit) => String((digit.charCodeAt(0) - (digit < "\u0966" ? 0 : 0x966)) & 0xf))
    : text;
}

function toNumber(match: RegExpMatchArray): ReadNumber | null {
  const [, signBefore, signAfter, digits = "", exponent, powerOfTen, divisor, percent, magnitude, thousands] = match;
  const mantissa = Number(plainDigits(digits));
  const scale = 10 ** Number(exponent ?? powerOfTen ?? 0);
  const factor = MAGNITUDES[(magnitude ?? thousands ?? "").toLowerCase()] ?? 1;
  const sign = signBefore === "-" || signAfter === "-" ? -1 : 1;
  const value = (sign * mantissa * scale * factor) / Number(divisor ?? 1);
  return Number.isFinite(value) ? { value, isPercent: percent !== undefined } : null;
}

function plainDigits(digits: string): string {
  const ungrouped = digits.replace(/[\u00A0\u2009\u202F]/g, "");
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(ungrouped) || /^\d{1,3}(?:\.\d{3}){2,}$/.test(ungrouped)) {
    return ungrouped.replaceAll(".", "").replace(",", ".");
  }
  if (ungrouped !== digits || IS_DECIMAL_COMMA.test(digits)) {
    return ungrouped.replace(",", ".");
  }
  return digits.replaceAll(",", "");
}

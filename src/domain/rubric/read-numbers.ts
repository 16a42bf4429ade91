/** A number read from a text. */
export interface ReadNumber {
  /** As written: 50 for "50 %". */
  readonly value: number;
  readonly isPercent: boolean;
}

const GROUPED = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)";
const SPACED = "\\d{1,3}(?:[\\u00A0\\u2009\\u202F]\\d{3})+(?:[.,]\\d+)?(?!\\d)";
const CONTINENTAL = "\\d{1,3}(?:\\.\\d{3})+,\\d+(?!\\d)|\\d{1,3}(?:\\.\\d{3}){2,}(?!\\d)";
const PLAIN = "\\d+(?:\\.\\d+)?|\\.\\d+";
const EXPONENT =
  "(?:[eE]([+-]?\\d{1,3})(?![\\p{L}\\d])|\\s?(?:[x×*·]|\\\\times|\\\\cdot)\\s?10\\s?(?:\\^|\\*\\*)\\s?[{(]?([+-]?\\d{1,3})[)}]?)?";
/** A minus belongs to the number where nothing that could be subtracted from stands right before it. */
const NUMBER = new RegExp(
  `(?<![\\p{L}\\d_.]|\\d,)(?:(?<![)\\]}%])([-+]))?(?:[$€£¥]\\s?([-+])?)?(${CONTINENTAL}|${SPACED}|${GROUPED}|${PLAIN})${EXPONENT}` +
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
  return text
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
  return ungrouped === digits ? digits.replaceAll(",", "") : ungrouped.replace(",", ".");
}

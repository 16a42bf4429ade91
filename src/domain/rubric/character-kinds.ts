/** What a character of a lower-case text is to the one who looks for words. */
export const SEPARATOR = 0;
export const LETTER = 1;
export const DIGIT = 2;
export const APOSTROPHE = 3;
/** Full stop and comma: inside a number they belong to it. */
export const NUMBER_MARK = 4;
/** Not looked into here: the text has to be read by the rules of Unicode. */
export const UNKNOWN = 5;
/** The first half of an emoji: it and the unit after it separate. */
export const EMOJI = 6;

/** The kind of each UTF-16 unit of a lower-case text. */
export const CHARACTER_KINDS: Uint8Array = createKinds();

function createKinds(): Uint8Array {
  const kinds = new Uint8Array(0x10000).fill(UNKNOWN);
  const mark = (from: number, to: number, kind: number): void => {
    kinds.fill(kind, from, to + 1);
  };
  mark(0, 0x7f, SEPARATOR);
  mark(0x61, 0x7a, LETTER);
  mark(0x30, 0x39, DIGIT);
  mark(0x27, 0x27, APOSTROPHE);
  mark(0x60, 0x60, APOSTROPHE);
  mark(0x2c, 0x2c, NUMBER_MARK);
  mark(0x2e, 0x2e, NUMBER_MARK);
  // Latin-1: signs that Unicode takes for letters or digits, or that NFKC rewrites, stay unknown.
  for (const code of [
    0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa9, 0xab, 0xac, 0xae, 0xb0, 0xb1, 0xb6, 0xb7, 0xbb, 0xbf, 0xd7, 0xf7,
  ]) {
    kinds[code] = SEPARATOR;
  }
  mark(0xdf, 0xf6, LETTER);
  mark(0xf8, 0x131, LETTER);
  mark(0x134, 0x13e, LETTER);
  mark(0x141, 0x148, LETTER);
  mark(0x14a, 0x17e, LETTER);
  // Greek and Cyrillic.
  mark(0x3ac, 0x3ce, LETTER);
  mark(0x430, 0x45f, LETTER);
  // Dashes, quotation marks, bullets and dots; an accent of two strokes is two apostrophes to NFKC.
  mark(0x2010, 0x2016, SEPARATOR);
  mark(0x2018, 0x2023, SEPARATOR);
  mark(0x2026, 0x2027, SEPARATOR);
  mark(0x2030, 0x2031, SEPARATOR);
  mark(0x2039, 0x203b, SEPARATOR);
  for (const code of [0x2018, 0x2019, 0x2032]) {
    kinds[code] = APOSTROPHE;
  }
  // The euro, arrows, operators, boxes and pictures, but for circled digits.
  mark(0x20ac, 0x20ac, SEPARATOR);
  mark(0x2190, 0x222b, SEPARATOR);
  mark(0x2500, 0x2775, SEPARATOR);
  mark(0x2794, 0x27bf, SEPARATOR);
  // The first halves of U+1F400 to U+1F7FF, blocks that hold nothing but pictures.
  kinds[0xd83d] = EMOJI;
  return kinds;
}

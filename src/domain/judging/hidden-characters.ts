/**
 * Characters that nobody sees and that no script needs where they stand: zero-width spaces, bidirectional embeddings, overrides and isolates, invisible operators, tag characters that are no flag, and joiners beside a Latin
 * letter. Marks of direction and joiners within other scripts and emoji are honest.
 */
const HIDDEN =
  /[\u200B\u2060-\u2064\u202A-\u202E\u2066-\u2069\u180E\u3164\uFFA0]|[A-Za-z][\u200C\u200D]|[\u200C\u200D][A-Za-z]|(?<![\u{1F3F4}\u{E0020}-\u{E007F}])[\u{E0000}-\u{E007F}]|[\u{E0000}-\u{E007F}]{8}|(?<!^)\uFEFF/u;
const ALL_HIDDEN = /[\u200B-\u200D\u2060-\u2064\u202A-\u202E\u2066-\u2069\u180E\u3164\uFFA0\uFEFF\u{E0000}-\u{E007F}]/gu;

/** Whether a text hides something from who reads it. */
export function hasHiddenCharacters(text: string): boolean {
  return HIDDEN.test(text);
}

/** The text as somebody reads it who sees no invisible characters. */
export function dropHiddenCharacters(text: string): string {
  return text.replace(ALL_HIDDEN, "");
}

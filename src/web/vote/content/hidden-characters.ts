/** Part of a text: what is seen as it stands, or a run of characters that nobody would see. */
export type TextSegment =
  | { readonly kind: "visible"; readonly text: string }
  | { readonly kind: "hidden"; readonly label: string; readonly text: string };

/**
 * What shows nothing of itself or turns the reading direction of others: controls, soft hyphen, fillers, zero-width and bidi characters, separators, variation
 * selectors, tags (letters that only machines read), noncharacters. Tab, line feed and carriage return are not among them. Code points in hexadecimal.
 */
const HIDDEN_RANGES = [
  "0-8 b-c e-1f 7f-9f ad 34f 61c 115f-1160 17b4-17b5 180b-180f",
  "200b-200f 2028-202e 2060-206f 3164 fdd0-fdef fe00-fe0f feff ffa0 fff0-fffb",
  "1bca0-1bca3 1d173-1d17a e0000-e0fff",
].join(" ");
const HIDDEN = new RegExp(`[${HIDDEN_RANGES.replaceAll(/[0-9a-f]+/g, "\\u{$&}").replaceAll(" ", "")}]+`, "gu");

/** What a selector may follow. Each of these is tried on one character: an end anchor after a class misses pairs of surrogates in some browsers. */
const TAKES_SELECTOR = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}#*0-9]/u;
const EMOJI = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;
/** Scripts that are written with joiners between their letters. */
const JOINED_SCRIPT =
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}]/u;

/** Cuts a text at its hidden characters, so that each run of them can be shown as a mark. Joiners where a script or an emoji needs them count as visible. Joined again, the segments' texts are the text. */
export function splitHiddenCharacters(text: string): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let visibleFrom = 0;
  for (const match of text.matchAll(HIDDEN)) {
    const run = match[0];
    const end = match.index + run.length;
    if (belongsThere(run, lastCharacterOf(text.slice(0, match.index)), text.slice(end, end + 2))) {
      continue;
    }
    if (match.index > visibleFrom) {
      segments.push({ kind: "visible", text: text.slice(visibleFrom, match.index) });
    }
    segments.push({ kind: "hidden", label: labelOf(run), text: run });
    visibleFrom = end;
  }
  if (visibleFrom < text.length) {
    segments.push({ kind: "visible", text: text.slice(visibleFrom) });
  }
  return segments;
}

/** Whether a run of joiners does its work between the character before it and what stands after it. */
function belongsThere(run: string, before: string, after: string): boolean {
  switch (run) {
    case "\ufe0e":
    case "\ufe0f":
      return TAKES_SELECTOR.test(before);
    case "\u200d":
    case "\ufe0f\u200d":
      return (EMOJI.test(before) && EMOJI.test(after)) || isBetweenJoined(before, after);
    case "\u200c":
      return isBetweenJoined(before, after);
    default:
      return false;
  }
}

function isBetweenJoined(before: string, after: string): boolean {
  return JOINED_SCRIPT.test(before) && JOINED_SCRIPT.test(after);
}

/** Empty for an empty text. */
function lastCharacterOf(text: string): string {
  const last = text.slice(-2);
  return (last.codePointAt(0) ?? 0) > 0xffff ? last : last.slice(-1);
}

/** `U+202E`, `U+200B ×12`, or how many different ones there are. */
function labelOf(run: string): string {
  const characters = [...run];
  const first = characters[0] ?? "";
  const name = `U+${(first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  if (characters.length === 1) {
    return name;
  }
  return characters.every((character) => character === first)
    ? `${name} ×${characters.length}`
    : `${characters.length} hidden characters`;
}

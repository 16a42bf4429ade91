import { readCodes } from "../text/read-codes.ts";

const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
/** Control, format, private and broken characters (zero-width, bidirectional overrides, soft hyphens), but not line breaks and tabs. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]|[\u034F\u115F\u1160\u2800\u3164\uFFA0]|[\uFE00-\uFE0F]/gu;
/** What may melt into the character before it: marks, and the parts of Korean syllables. */
const JOINING = /[\p{M}\u1100-\u11FF\uD7B0-\uD7FF]/u;

/** First halves of the pairs of U+1F000 to U+1FBFF: pictures, all of which stay as they are. */
const PICTURES_START = 0xd83c;
const PICTURES_END = 0xd83e;

const UNSEEN = 0;
const PLAIN = 1;
const OTHER = 2;
/** Whether a UTF-16 unit stays as it is whatever stands around it, found when it is first met. */
const kinds = new Uint8Array(0x10000);

/** A text as it is read. */
export interface Readable {
  readonly text: string;
  /** Whether no invisible character was taken out. */
  readonly isWhole: boolean;
}

/** Without invisible characters, in NFC, every line break as `\n`. */
export function takeOutInvisible(text: string): Readable {
  if (isPlain(text)) {
    return { text, isWhole: true };
  }
  const normal = toNormal(text);
  const visible = toVisible(normal);
  return { text: visible, isWhole: visible.length === normal.length };
}

/** Whether there is nothing to put in order: so with most texts, and known at a fraction of what doing it costs. */
function isPlain(text: string): boolean {
  const codes = readCodes(text);
  for (let index = 0; index < text.length; index += 1) {
    const code = codes[index] ?? 0;
    if (kindOf(code) === OTHER) {
      const isPicture = code >= PICTURES_START && code <= PICTURES_END && isLowHalf(text.charCodeAt(index + 1));
      if (!isPicture) {
        return false;
      }
      index += 1;
    }
  }
  return true;
}

function kindOf(code: number): number {
  const known = kinds[code] ?? UNSEEN;
  if (known !== UNSEEN) {
    return known;
  }
  const character = String.fromCharCode(code);
  const stays = toVisible(toNormal(character)) === character && !JOINING.test(character);
  const kind = stays ? PLAIN : OTHER;
  kinds[code] = kind;
  return kind;
}

function toNormal(text: string): string {
  return text.normalize("NFC").replace(LINE_BREAKS, "\n");
}

function toVisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

function isLowHalf(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

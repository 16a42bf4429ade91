import { dropThoughts } from "./drop-thoughts.ts";

/** Characters of a message that are read; what stands after them is dropped. */
const MESSAGE_CHARACTERS_MAX = 10_000;

/** Control, format, private and broken characters (zero-width, bidirectional overrides, tags, soft hyphens), but not line breaks and tabs. */
const INVISIBLE =
  /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]|\u034F|[\u115F\u1160\u2800\u3164\uFFA0]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/gu;
/** Nothing else: NFKC changes nothing of it and nothing in it is invisible. */
const PLAIN = /^[\n\x20-\x7E]*$/;
/** White space that would be dropped or become a space: any but a single space or line break between other characters. */
const LOOSE_WHITE_SPACE = /^\s|\s$|\s\s|[^\S \n]/;
const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;

/**
 * A message as the persona hears it: NFKC, without invisible characters and `<think>` passages (closed or not), with single spaces, line
 * breaks kept as sentence breaks, and at most 10,000 characters. Takes time linear in the message.
 */
export function cleanMessage(content: string): string {
  const read = content.slice(0, MESSAGE_CHARACTERS_MAX);
  const visible = PLAIN.test(read) ? read : read.normalize("NFKC").replace(LINE_BREAKS, "\n").replace(INVISIBLE, "");
  return collapseWhiteSpace(dropThoughts(visible)).slice(0, MESSAGE_CHARACTERS_MAX).trimEnd();
}

function collapseWhiteSpace(text: string): string {
  if (!LOOSE_WHITE_SPACE.test(text)) {
    return text;
  }
  return text
    .split("\n")
    .map((line) =>
      line
        .split(/\s/)
        .filter((part) => part !== "")
        .join(" "),
    )
    .filter((line) => line !== "")
    .join("\n");
}

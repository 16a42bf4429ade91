/** Characters of a message that are read; what stands after them is dropped. */
const MESSAGE_CHARACTERS_MAX = 10_000;

const THINK_MARK = /<\/?think/i;
const THINK_OPEN = /<think(?:ing)?>/gi;
const THINK_CLOSE = /<\/think(?:ing)?>/gi;
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

/** Walks the marks once: a thought lasts from an opening mark to the next closing one, or to the end; a lone closing mark ends a thought begun before the text. */
function dropThoughts(text: string): string {
  if (!THINK_MARK.test(text)) {
    return text;
  }
  const closes = [...text.matchAll(THINK_CLOSE)];
  const opens = [...text.matchAll(THINK_OPEN)];
  const [firstClose] = closes;
  const [firstOpen] = opens;
  let kept = "";
  let position = firstClose && (!firstOpen || firstClose.index < firstOpen.index) ? firstClose.index + firstClose[0].length : 0;
  let nextClose = 0;
  for (const open of opens) {
    if (open.index < position) {
      continue;
    }
    kept += `${text.slice(position, open.index)} `;
    while (nextClose < closes.length && (closes[nextClose]?.index ?? 0) < open.index) {
      nextClose += 1;
    }
    const close = closes[nextClose];
    position = close ? close.index + close[0].length : text.length;
  }
  return (kept + text.slice(position)).replace(THINK_CLOSE, " ");
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

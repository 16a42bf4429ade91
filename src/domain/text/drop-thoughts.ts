const THINK_MARK = /<\/?think/i;
const THINK_OPEN = /<think(?:ing)?>/gi;
const THINK_CLOSE = /<\/think(?:ing)?>/gi;

/**
 * The text without its `<think>` passages, each replaced by a space. A thought lasts from an opening mark to the next closing one, or to the end; a lone closing mark ends a thought begun
 * before the text. Walks the marks once: linear in the text.
 */
export function dropThoughts(text: string): string {
  // Most texts have no angle bracket: that is seen sooner.
  if (!text.includes("<") || !THINK_MARK.test(text)) {
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

/** The query of an address, without its question mark; empty: it has none. */
export function queryOf(url: string): string {
  const at = url.indexOf("?");
  return at < 0 ? "" : (url.slice(at + 1).split("#", 1)[0] ?? "");
}

const SPACE = "\\u0020";

/**
 * JSON in pieces that are put together again by clients who strip white space from the beginning of each: a piece that would begin with a space, which stands in a
 * string there, begins with its escape.
 * @param json compact and in ASCII.
 * @param charactersMax of a piece.
 */
export function splitIntoChunks(json: string, charactersMax: number): readonly string[] {
  const chunks: string[] = [];
  for (let at = 0; at < json.length; ) {
    const isSpace = json[at] === " ";
    const end = at + (isSpace ? charactersMax - SPACE.length + 1 : charactersMax);
    chunks.push(isSpace ? SPACE + json.slice(at + 1, end) : json.slice(at, end));
    at = end;
  }
  return chunks;
}

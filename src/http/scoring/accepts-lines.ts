/** The media type of results that are sent line by line. */
export const LINES_TYPE = "application/x-ndjson";
const JSON_TYPE = "application/json";

/** Whether an Accept header asks for results line by line: it names that type, and no JSON that it prefers to it (RFC 9110, 12.5.1). */
export function acceptsLines(header: string | undefined): boolean {
  const qualities = new Map((header ?? "").split(",").map(readRange));
  const lines = qualities.get(LINES_TYPE) ?? 0;
  return lines > 0 && lines >= (qualities.get(JSON_TYPE) ?? 0);
}

/** A media type and how much it is wanted, 0..1; what cannot be read counts as 1. */
function readRange(part: string): readonly [type: string, quality: number] {
  const [type = "", ...parameters] = part.split(";").map((word) => word.trim().toLowerCase());
  const quality = parameters.flatMap((parameter) => /^q=([01](?:\.\d{0,3})?)$/.exec(parameter)?.slice(1) ?? []).at(0);
  return [type, quality === undefined ? 1 : Number(quality)];
}

/** The media type of results that are sent line by line. */
export const LINES_TYPE = "application/x-ndjson";

/** Whether an Accept header asks for results line by line. */
export function acceptsLines(header: string | undefined): boolean {
  return (header ?? "").split(",").some((part) => {
    const [type = "", ...parameters] = part.split(";").map((word) => word.trim().toLowerCase());
    return type === LINES_TYPE && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}

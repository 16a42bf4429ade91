/** One preference: a token and, after `=`, its value as a token or a quoted text; then parameters, which mean nothing here. */
const PREFERENCE = /^\s*([!#$%&'*+.^_`|~0-9a-z-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~0-9a-z-]*)))?\s*(?:;|$)/i;
const DELTA_SECONDS = /^\d{1,9}$/;

/**
 * The milliseconds that a Prefer header's `wait=<seconds>` grants, or null where it says none that can be read, or 0: that leaves no time for an answer, and a preference that cannot be met is passed over.
 * Of several the first counts; everything else in the header is ignored, as RFC 7240 asks.
 */
export function readPreferredWait(header: string | undefined): number | null {
  if (header === undefined) {
    return null;
  }
  for (const part of splitList(header)) {
    const [, name, quoted, token] = PREFERENCE.exec(part) ?? [];
    if (name?.toLowerCase() === "wait") {
      const seconds = quoted ?? token ?? "";
      return DELTA_SECONDS.test(seconds) && Number(seconds) > 0 ? Number(seconds) * 1000 : null;
    }
  }
  return null;
}

/** Splits at the commas that stand outside of quotes. */
function splitList(header: string): readonly string[] {
  return header.match(/(?:"(?:[^"\\]|\\.)*"|[^",]|")+/g) ?? [];
}

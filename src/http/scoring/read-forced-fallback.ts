import { ForbiddenError, InvalidRequestError } from "../../domain/errors.ts";
import type { Scope } from "../../ports/key-store.ts";
import { hasScope } from "../access-rules.ts";

/** The request header that keeps sources from answering: a test of the fallback. */
export const FORCE_FALLBACK_HEADER = "X-Folkmoot-Force-Fallback";

const ALL_MODELS = "*";
/** Far more than anybody configures. */
const SOURCES_MAX = 64;

/**
 * The sources that may not answer this request, by the header; none where it is not there. Throws ForbiddenError for keys without the scope `admin`, InvalidRequestError where it names nothing, too much, or a source that there is not.
 * @param known names of the sources that there are.
 */
export function readForcedFallback(
  header: string | undefined,
  scopes: readonly Scope[],
  known: readonly string[],
): readonly string[] {
  if (header === undefined) {
    return [];
  }
  if (!hasScope(scopes, "admin")) {
    throw new ForbiddenError(`${FORCE_FALLBACK_HEADER} needs an API key with the scope admin.`);
  }
  const sourceIds = header.split(",").map((id) => id.trim());
  if (sourceIds.some((id) => id === "") || sourceIds.length > SOURCES_MAX) {
    throw new InvalidRequestError(
      `${FORCE_FALLBACK_HEADER} must name 1 to ${SOURCES_MAX} sources, separated by commas, or be ${ALL_MODELS}: all models.`,
    );
  }
  const unknown = sourceIds.find((id) => id !== ALL_MODELS && !known.includes(id));
  if (unknown !== undefined) {
    throw new InvalidRequestError(
      `${FORCE_FALLBACK_HEADER} names ${JSON.stringify(unknown)}; the sources are ${known.join(", ")}, or ${ALL_MODELS} for all models.`,
    );
  }
  return sourceIds;
}

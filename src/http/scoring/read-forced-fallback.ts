import { ForbiddenError, InvalidRequestError } from "../../domain/errors.ts";
import type { Scope } from "../../ports/key-store.ts";
import { hasScope } from "../access-rules.ts";

/** The request header that keeps sources from answering: a test of the fallback. */
export const FORCE_FALLBACK_HEADER = "X-Folkmoot-Force-Fallback";

/** Far more than anybody configures. */
const SOURCES_MAX = 64;

/**
 * The sources that may not answer this request, by the header; none where it is not there. Throws ForbiddenError for keys without the scope `admin`, InvalidRequestError where it names nothing or too much.
 */
export function readForcedFallback(header: string | undefined, scopes: readonly Scope[]): readonly string[] {
  if (header === undefined) {
    return [];
  }
  if (!hasScope(scopes, "admin")) {
    throw new ForbiddenError(`${FORCE_FALLBACK_HEADER} needs an API key with the scope admin.`);
  }
  const sourceIds = header.split(",").map((id) => id.trim());
  if (sourceIds.some((id) => id === "") || sourceIds.length > SOURCES_MAX) {
    throw new InvalidRequestError(
      `${FORCE_FALLBACK_HEADER} must name 1 to ${SOURCES_MAX} sources, separated by commas, or be *: all models.`,
    );
  }
  return sourceIds;
}

import { assertInvariant } from "../domain/assert.ts";
import { UpstreamError } from "../outbound/upstream-error.ts";

/** Says something in the dialect that the other side is known to take; none known yet, in one after the other until one is not rejected. */
export type SpeakDialect<D> = <T>(say: (dialect: D) => Promise<T>) => Promise<T>;

/**
 * Dialects of one interface, of which a server takes one: which, is found out by the first call that succeeds, and forgotten when the server cannot be reached, since it may come back as another version.
 * A rejection (400, 422) where the dialect is known is about the request itself; where all are rejected, the first one's is told.
 * @param dialects the usual one first; at least one.
 */
export function rememberDialect<D>(dialects: readonly D[]): SpeakDialect<D> {
  let known: readonly D[] = [];
  return async (say) => {
    const candidates = known.length > 0 ? known : dialects;
    let rejection: UpstreamError | null = null;
    for (const dialect of candidates) {
      try {
        const answer = await say(dialect);
        known = [dialect];
        return answer;
      } catch (error) {
        if (!isRejection(error)) {
          known = error instanceof UpstreamError && error.reason === "unreachable" ? [] : known;
          throw error;
        }
        rejection ??= error;
      }
    }
    assertInvariant(rejection !== null, "There is a dialect to speak.");
    throw rejection;
  };
}

function isRejection(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && (error.status === 400 || error.status === 422);
}

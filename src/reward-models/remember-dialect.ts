import { UpstreamError } from "../outbound/upstream-error.ts";

/** Says something in the dialect that the other side is known to take; not known yet, in the first, and in the second where that is rejected. */
export type SpeakDialect<D> = <T>(say: (dialect: D) => Promise<T>) => Promise<T>;

/**
 * Two dialects of one interface, of which a server takes one: which, is found out by the first call that succeeds, and forgotten when the server cannot be reached, since it may come back as another version.
 * A rejection (400, 422) where the dialect is known is about the request itself.
 */
export function rememberDialect<D>(first: D, second: D): SpeakDialect<D> {
  let known: D | null = null;
  return async (say) => {
    const saying = known ?? first;
    try {
      const answer = await say(saying);
      known = saying;
      return answer;
    } catch (error) {
      if (error instanceof UpstreamError && error.reason === "unreachable") {
        known = null;
      }
      if (known !== null || !isRejection(error)) {
        throw error;
      }
      return await say(second).then(
        (answer) => {
          known = second;
          return answer;
        },
        (another) => Promise.reject(isRejection(another) ? error : another),
      );
    }
  };
}

function isRejection(error: unknown): boolean {
  return error instanceof UpstreamError && (error.status === 400 || error.status === 422);
}

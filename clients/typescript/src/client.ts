// What `folkmoot/client` exports.
import type { FolkmootClientOptions } from "./client-settings.ts";
import { createClientAmid, type FolkmootClient } from "./folkmoot-client.ts";

export type { AnswerOf, Call, CallOptions, PathOf, RequestOf } from "./call-server.ts";
export type { FolkmootClientOptions, Retries } from "./client-settings.ts";
export type { FolkmootClient } from "./folkmoot-client.ts";
export {
  type FieldProblem,
  FolkmootConnectionError,
  FolkmootDeadlineError,
  FolkmootError,
  FolkmootProblem,
  FolkmootUnreadableError,
} from "./folkmoot-error.ts";
export type { FollowOptions } from "./follow-comparison.ts";
export type * from "./openapi-types.ts";
export type { EpisodeStart, PlayedEpisode, Policy, PolicyMove, PolicyView } from "./play-episode.ts";
export type { BatchEnd, BatchLines, BatchRequest } from "./stream-batch.ts";

/**
 * A client for a server; it holds nothing that must be closed.
 * @throws RangeError that names the option where one makes no sense.
 */
export function createFolkmootClient(options: FolkmootClientOptions = {}): FolkmootClient {
  return createClientAmid(options, { random: Math.random, sleep, now: Date.now });
}

/** Resolves after so long, and rejects with the signal's reason as soon as it is aborted. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    }, ms);
    if (signal.aborted) {
      abort();
    }
    signal.addEventListener("abort", abort, { once: true });
  });
}

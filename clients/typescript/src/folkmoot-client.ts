import { type Call, createServerCaller } from "./call-server.ts";
import { type FolkmootClientOptions, toClientSettings } from "./client-settings.ts";
import { type FollowOptions, followComparison } from "./follow-comparison.ts";
import type { ComparisonRevision } from "./openapi-types.ts";
import { type EpisodeStart, type PlayedEpisode, type Policy, playEpisode } from "./play-episode.ts";
import type { Surroundings } from "./send-request.ts";
import { type BatchEnd, type BatchLines, type BatchRequest, streamBatch } from "./stream-batch.ts";

/**
 * A Folkmoot server. All calls throw `FolkmootError`s only, or the reason of the caller's own signal: `FolkmootProblem` where the server refuses, else
 * `FolkmootConnectionError`, `FolkmootDeadlineError` or `FolkmootUnreadableError`. A reward that could not be given is `null`, never 0.
 */
export interface FolkmootClient {
  /** `await client.get("/api/v1/collections/{collection_slug}", { params: { path: { collection_slug: "writing" } } })` */
  readonly get: Call<"get">;
  /** `await client.post("/api/v1/evaluate", { body: { collection_slug: "writing", … } })`; carries one Idempotency-Key through its retries. */
  readonly post: Call<"post">;
  readonly delete: Call<"delete">;
  /** Plays a whole episode with a policy of yours. */
  playEpisode(start: EpisodeStart, policy: Policy, options?: { readonly signal?: AbortSignal }): Promise<PlayedEpisode>;
  /** The revisions of a comparison as votes come in: `for await (const revision of client.followComparison(id)) …`. Ends after the final one. */
  followComparison(comparisonId: string, options?: FollowOptions): AsyncGenerator<ComparisonRevision, void>;
  /** Sends a batch and hands over each result as soon as it is there. */
  streamBatch<Path extends keyof BatchLines>(path: Path, request: BatchRequest<Path>): Promise<BatchEnd<Path>>;
}

/** A client with chance and time handed in. Throws what `createFolkmootClient` throws. */
export function createClientAmid(options: FolkmootClientOptions, surroundings: Surroundings): FolkmootClient {
  const caller = createServerCaller(toClientSettings(options), surroundings);
  const client: FolkmootClient = {
    get: ((path, request) => caller.answer("GET", path, request)) as Call<"get">,
    post: ((path, request) => caller.answer("POST", path, request)) as Call<"post">,
    delete: ((path, request) => caller.answer("DELETE", path, request)) as Call<"delete">,
    playEpisode: (start, policy, playing) => playEpisode(client, start, policy, playing),
    followComparison: (comparisonId, following = {}) => followComparison(caller, comparisonId, following),
    streamBatch: (path, request) => streamBatch(caller, path, request),
  };
  return client;
}

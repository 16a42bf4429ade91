import type { EpisodeRecord, TurnRecord } from "../../../src/ports/episode-store.ts";
import type { KeyRecord } from "../../../src/ports/key-store.ts";
import type { ReplyRecord } from "../../../src/ports/reply-store.ts";

/** An open episode of the tenant `acme`, started at 1000. */
export function episodeOf(changes: Partial<EpisodeRecord> = {}): EpisodeRecord {
  return {
    tenantId: "acme",
    episodeId: "episode-1",
    collectionSlug: "medical-intake",
    scenarioSlug: "chest-pain",
    scenarioDigest: "ab".repeat(32),
    engineVersion: "1",
    seed: 4_294_967_295,
    groupId: null,
    settings: { scoreTurns: true, observationRole: "assistant", rewardMode: "cumulative", maxTurns: 20 },
    parentEpisodeId: null,
    createdAt: 1_000,
    lastActivityAt: 1_000,
    status: "open",
    terminalReason: null,
    outcome: null,
    ...changes,
  };
}

/** A turn of `episode-1`, the first one unless told otherwise, played at 1000 + its number. */
export function turnOf(changes: Partial<TurnRecord> = {}): TurnRecord {
  const turn = changes.turn ?? 1;
  return {
    episodeId: "episode-1",
    turn,
    message: `move ${turn}`,
    toolCalls: [{ name: "order_test", input: { test: "ecg", urgent: true } }],
    observation: `observation ${turn}`,
    stateHash: `hash-${turn}`,
    answer: JSON.stringify({ turn }),
    createdAt: 1_000 + turn,
    ...changes,
  };
}

/** A live trainer key. */
export function keyOf(changes: Partial<KeyRecord> = {}): KeyRecord {
  return {
    keyId: "key-1",
    tenantId: "acme",
    name: "first trainer",
    scopes: ["trainer"],
    secretDigest: "cd".repeat(32),
    createdAt: 1_000,
    expiresAt: null,
    revokedAt: null,
    ...changes,
  };
}

/** The answer to `request-1` of the tenant `acme`. */
export function replyOf(changes: Partial<ReplyRecord> = {}): ReplyRecord {
  return {
    tenantId: "acme",
    idempotencyKey: "request-1",
    requestDigest: "ef".repeat(32),
    status: 201,
    contentType: "application/json",
    body: '{"episode_id":"episode-1"}',
    createdAt: 1_000,
    ...changes,
  };
}

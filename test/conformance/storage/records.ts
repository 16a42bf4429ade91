import type { AnnotatorRecord, InviteRecord } from "../../../src/ports/annotator-store.ts";
import type { ComparisonRecord, DeliveryRecord, RevisionRecord } from "../../../src/ports/comparison-store.ts";
import type { EpisodeRecord, TurnRecord } from "../../../src/ports/episode-store.ts";
import type { AskedRecord, OpinionRecord, SnapshotRecord } from "../../../src/ports/evidence-store.ts";
import type { KeyRecord } from "../../../src/ports/key-store.ts";
import type { MonitorHour } from "../../../src/ports/monitor-store.ts";
import type { LeaseRecord, QuestionRecord, VoteRecord } from "../../../src/ports/question-store.ts";
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
    opening: { line: "It hurts.", stateHash: "hash-0" },
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

/** A compare question of the tenant `acme`, asked at 1000 and open until 301,000. */
export function questionOf(changes: Partial<QuestionRecord> = {}): QuestionRecord {
  return {
    tenantId: "acme",
    questionId: "question-1",
    content: {
      kind: "compare",
      instruction: "Which answer is better?",
      criteriaVersion: "2",
      dimensions: [{ key: "accuracy", title: "Accuracy" }],
      context: { title: "Chest pain", messages: [{ role: "user", content: "It hurts here." }] },
      a: [{ role: "assistant", content: "Since when?" }],
      b: [{ role: "assistant", content: "Take an aspirin." }],
    },
    audience: "global",
    createdAt: 1_000,
    expiresAt: 301_000,
    ...changes,
  };
}

/** `question-1` in the hands of `annotator-1` from 2000 to 62,000. */
export function leaseOf(changes: Partial<LeaseRecord> = {}): LeaseRecord {
  return {
    tenantId: "acme",
    leaseId: "lease-1",
    questionId: "question-1",
    annotatorId: "annotator-1",
    fence: 1,
    left: "b",
    leasedAt: 2_000,
    expiresAt: 62_000,
    ...changes,
  };
}

/** What `annotator-1` answered to `question-1` at 9000, under `lease-1`. */
export function voteOf(changes: Partial<VoteRecord> = {}): VoteRecord {
  return {
    tenantId: "acme",
    voteId: "vote-1",
    questionId: "question-1",
    annotatorId: "annotator-1",
    leaseId: "lease-1",
    left: "b",
    answer: { kind: "compare", choice: "a", strength: 2, dimensions: { accuracy: "tie" } },
    justification: null,
    visibleMs: 5_400,
    late: false,
    counted: true,
    recordedAt: 9_000,
    revisedAt: null,
    ...changes,
  };
}

/** Somebody invited to the audience `clinicians` of the tenant `acme`. */
export function annotatorOf(changes: Partial<AnnotatorRecord> = {}): AnnotatorRecord {
  return {
    tenantId: "acme",
    annotatorId: "annotator-1",
    audience: "clinicians",
    source: "invite",
    externalId: null,
    createdAt: 1_000,
    ...changes,
  };
}

/** An invite to the audience `clinicians` of the tenant `acme`, good until 86,000. */
export function inviteOf(changes: Partial<InviteRecord> = {}): InviteRecord {
  return {
    tenantId: "acme",
    tokenDigest: "12".repeat(32),
    audience: "clinicians",
    createdAt: 1_000,
    expiresAt: 86_000,
    ...changes,
  };
}

/** A comparison of the tenant `acme` that rests on `question-1`. */
export function comparisonOf(changes: Partial<ComparisonRecord> = {}): ComparisonRecord {
  return {
    tenantId: "acme",
    comparisonId: "comparison-1",
    questionId: "question-1",
    isSwapped: false,
    basis: '{"p_a":0.6}',
    createdAt: 1_000,
    ...changes,
  };
}

/** The first answer of a comparison, with more to come. */
export function revisionOf(changes: Partial<RevisionRecord> = {}): RevisionRecord {
  return { revision: 1, answer: '{"winner":"a"}', isFinal: false, revisedAt: 3_000, ...changes };
}

/** An event of the tenant `acme`, due at 4000 for the first time. */
export function deliveryOf(changes: Partial<DeliveryRecord> = {}): DeliveryRecord {
  return {
    deliveryId: "delivery-1",
    tenantId: "acme",
    payload: '{"type":"comparison.revised"}',
    createdAt: 4_000,
    attempts: 0,
    dueAt: 4_000,
    ...changes,
  };
}

/** `question-1` was asked at 10,000, for its own sake. */
export function askedOf(changes: Partial<AskedRecord> = {}): AskedRecord {
  return {
    tenantId: "acme",
    questionId: "question-1",
    collectionSlug: "medical-intake",
    scenarioSlug: "chest-pain",
    inclusionProbability: 1,
    askedAt: 10_000,
    ...changes,
  };
}

/** What a reward model said of `question-1`. */
export function opinionOf(changes: Partial<OpinionRecord> = {}): OpinionRecord {
  return {
    tenantId: "acme",
    questionId: "question-1",
    sourceId: "skywork",
    sourceKind: "reward_model",
    sourceRevision: "1",
    rawA: 12.25,
    rawB: -3.5,
    ...changes,
  };
}

/** The first calibrations of the tenant `acme`. */
export function snapshotOf(changes: Partial<SnapshotRecord> = {}): SnapshotRecord {
  return {
    tenantId: "acme",
    kind: "calibrations",
    revision: 1,
    digest: "56".repeat(32),
    learnedUpTo: { recordedAt: 20_000, voteId: "vote-1" },
    votes: 12,
    metrics: '{"log_loss":0.61}',
    payload: new Uint8Array([0, 127, 128, 255]),
    createdAt: 30_000,
    isWithdrawn: false,
    ...changes,
  };
}

/** An hour of the tenant `acme`. */
export function monitorHourOf(changes: Partial<MonitorHour> = {}): MonitorHour {
  return {
    tenantId: "acme",
    collectionSlug: "medical-intake",
    scenarioSlug: "chest-pain",
    sourceId: "rubric",
    hourAt: 3_600_000,
    tally: '{"count":3}',
    ...changes,
  };
}

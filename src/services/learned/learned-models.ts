import { candidateFeatures } from "../../domain/learned/candidate-features.ts";
import { LEARNED_MODEL } from "../../domain/learned/learned-model.ts";
import { type FoldMetrics, type ServedModel, standCandidates } from "../../domain/learned/served-model.ts";
import type { Clock } from "../../ports/clock.ts";
import type { EvidenceStore, LoggedVote, LogPosition, SnapshotRecord } from "../../ports/evidence-store.ts";
import type { LearnedSnapshot, LearnedState, LearningThread } from "../../ports/learning-thread.ts";
import { BoundedCache } from "../bounded-cache.ts";
import type { LearnedCandidate, LearnedOpinion, LearnedOpinions } from "../fallback/learned-opinions.ts";
import { leftOutSince } from "./left-out-since.ts";
import type { VoteLearner } from "./vote-learner.ts";

/** Votes are handed to the thread in parts, so that copying them never holds requests up. */
const PART_VOTES = 32;
/** A snapshot is kept where there are this many new votes, or this share of all, whichever is more: then their number grows with the logarithm of the votes. */
const NEW_VOTES_MIN = 10;
const NEW_SHARE_MIN = 0.01;

/** Snapshots of a tenant that are kept where nothing else is said, and can be gone back to. */
export const SNAPSHOTS_KEPT = 3;

export interface LearnedModelsPorts {
  readonly evidence: Pick<EvidenceStore, "findSnapshot" | "listSnapshots" | "keepSnapshot" | "listVotedTenants">;
  readonly thread: LearningThread;
  readonly clock: Clock;
  readonly reportFault: (fault: unknown) => void;
}

export interface LearnedModelsOptions {
  /** The model keeps silent where it is less sure than that, 0.5..1. */
  readonly abstainBelow: number;
  /** Snapshots of a tenant that are kept, and can be gone back to. */
  readonly snapshotsKept: number;
  /** Tenants whose model answers, some 1 MB each; of more, those longest unused must wait for their next pass. */
  readonly tenantsMax: number;
}

/** What is known of a tenant's model. */
export interface LearnedReport {
  /** As opinions name it. */
  readonly revision: string;
  readonly digest: string;
  readonly votes: number;
  readonly metrics: FoldMetrics;
}

/** The model that answers for a tenant; always one that is kept. */
interface HeldModel extends Omit<LearnedReport, "digest"> {
  /** Null: nothing has been kept of it yet. */
  readonly digest: string | null;
  /** Of the newest snapshot that was not withdrawn when it was taken up, damaged or not; 0: nothing has been kept yet. */
  readonly snapshotRevision: number;
  readonly served: ServedModel;
  /** Place of each scenario in the model, by `collection/scenario`. */
  readonly places: ReadonlyMap<string, number>;
}

/** The learned models of all tenants: what answers, in memory; what learns, on its thread; what is kept. */
export class LearnedModels implements LearnedOpinions, VoteLearner {
  readonly #ports: LearnedModelsPorts;
  readonly #options: LearnedModelsOptions;
  readonly #held: BoundedCache<string, HeldModel>;

  constructor(ports: LearnedModelsPorts, options: LearnedModelsOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#held = new BoundedCache(options.tenantsMax);
  }

  /** Takes up what was kept. A tenant that cannot be taken up is reported and waits for its next pass. */
  async restore(): Promise<void> {
    const tenants = await this.#ports.evidence.listVotedTenants();
    for (const tenantId of tenants.slice(0, this.#options.tenantsMax)) {
      await this.#begin(tenantId).catch(this.#ports.reportFault);
    }
  }

  isActive(tenantId: string): boolean {
    return this.#held.find(tenantId)?.served.scenarios.some((scenario) => scenario.isActive) ?? false;
  }

  judge(tenantId: string, collectionSlug: string, scenarioSlug: string, candidates: readonly LearnedCandidate[]): LearnedOpinion {
    const held = this.#held.find(tenantId);
    const place = held?.places.get(`${collectionSlug}/${scenarioSlug}`);
    if (held === undefined || place === undefined || held.served.scenarios[place]?.isActive !== true) {
      return { none: "inactive" };
    }
    const standing = standCandidates(
      held.served,
      place,
      candidates.map(({ messages, rubricReward }) => candidateFeatures(messages, rubricReward)),
    );
    return standing.confidence < this.#options.abstainBelow ? { none: "abstained" } : { revision: held.revision, ...standing };
  }

  /** Null: there is no model of the tenant, or it is not in memory. */
  describe(tenantId: string): LearnedReport | null {
    const held = this.#held.find(tenantId);
    return held === undefined || held.digest === null
      ? null
      : { revision: held.revision, digest: held.digest, votes: held.votes, metrics: held.metrics };
  }

  async learnedUpTo(tenantId: string): Promise<LogPosition | null> {
    const [held, newest, progress] = [
      this.#held.find(tenantId),
      (await this.#listSnapshots(tenantId)).find(({ isWithdrawn }) => !isWithdrawn),
      await this.#ports.thread.findProgress(tenantId),
    ];
    if (held === undefined || progress === null || held.snapshotRevision !== (newest?.revision ?? 0)) {
      await this.#begin(tenantId);
      return (await this.#ports.thread.findProgress(tenantId))?.learnedUpTo ?? null;
    }
    return progress.learnedUpTo;
  }

  async learn(tenantId: string, votes: readonly LoggedVote[]): Promise<void> {
    for (let start = 0; start < votes.length; start += PART_VOTES) {
      await this.#ports.thread.learn(tenantId, votes.slice(start, start + PART_VOTES));
    }
  }

  async endPass(tenantId: string): Promise<void> {
    const progress = await this.#ports.thread.findProgress(tenantId);
    const kept = this.#held.find(tenantId)?.votes ?? 0;
    if (progress === null || progress.votes - kept < Math.max(NEW_VOTES_MIN, kept * NEW_SHARE_MIN)) {
      return;
    }
    const snapshot = await this.#ports.thread.takeSnapshot(tenantId);
    const [newest] = await this.#listSnapshots(tenantId);
    const revision = (newest?.revision ?? 0) + 1;
    const record = toSnapshotRecord(tenantId, revision, snapshot, this.#ports.clock.now());
    const follows = this.#held.find(tenantId)?.snapshotRevision ?? 0;
    // Where somebody else kept one or went back meanwhile, the next pass takes that up.
    if (record !== null && (await this.#ports.evidence.keepSnapshot(record, this.#options.snapshotsKept, follows))) {
      this.#hold(tenantId, revision, { revision, digest: snapshot.digest }, snapshot);
    }
  }

  #listSnapshots(tenantId: string) {
    return this.#ports.evidence.listSnapshots(tenantId, "learned");
  }

  /** Learning goes on from the newest snapshot that is not withdrawn; where that is damaged, from the newest whole one. */
  async #begin(tenantId: string): Promise<void> {
    const { thread, evidence } = this.#ports;
    const listed = await this.#listSnapshots(tenantId);
    const newest = await evidence.findSnapshot(tenantId, "learned");
    let kept = newest;
    let begun = await thread.begin(tenantId, { kept, leftOut: leftOutSince(kept?.revision ?? 0, listed) });
    while (kept !== null && begun.fit === "damaged") {
      this.#report(tenantId, kept.revision, "is damaged: the model is learned on from an older one, or anew from the log.");
      kept = await evidence.findSnapshot(tenantId, "learned", kept.revision);
      begun = await thread.begin(tenantId, { kept, leftOut: leftOutSince(kept?.revision ?? 0, listed) });
    }
    if (kept !== null && begun.fit === "other_rules") {
      this.#report(tenantId, kept.revision, "was learned by other rules: the model is learned anew from the log.");
    }
    const taken = begun.fit === "taken_up" ? kept : null;
    this.#hold(tenantId, newest?.revision ?? 0, taken, begun);
  }

  #report(tenantId: string, revision: number, what: string): void {
    this.#ports.reportFault(new Error(`Snapshot ${revision} of the learned model of tenant "${tenantId}" ${what}`));
  }

  #hold(
    tenantId: string,
    snapshotRevision: number,
    kept: { readonly revision: number; readonly digest: string } | null,
    { served, votes, metrics }: LearnedState,
  ): void {
    this.#held.set(tenantId, {
      snapshotRevision,
      revision: `${LEARNED_MODEL}.${kept?.revision ?? 0}`,
      served,
      digest: kept?.digest ?? null,
      votes,
      metrics,
      places: new Map(served.scenarios.map(({ key }, place) => [key, place])),
    });
  }
}

/** A snapshot as it is kept; null where nothing was learned. */
export function toSnapshotRecord(
  tenantId: string,
  revision: number,
  { payload, digest, votes, learnedUpTo, metrics }: LearnedSnapshot,
  createdAt: number,
): SnapshotRecord | null {
  return learnedUpTo === null
    ? null
    : {
        tenantId,
        kind: "learned",
        revision,
        digest,
        learnedUpTo,
        votes,
        metrics: JSON.stringify(metrics),
        payload,
        createdAt,
        isWithdrawn: false,
      };
}

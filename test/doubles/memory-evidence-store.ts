import {
  type AskedRecord,
  type EvidenceStore,
  type LoggedVote,
  type LogPosition,
  OPINION_GRACE_MS,
  type OpinionRecord,
  type SnapshotKind,
  type SnapshotRecord,
} from "../../src/ports/evidence-store.ts";

/** A counted vote on a pair, as it is kept beside what was asked and said. */
export type CastVote = Pick<LoggedVote, "position" | "annotatorId" | "choice" | "questionId" | "content">;

/** What votes teach about sources, in memory, for the promises of the port alone. Every question that is asked counts as kept. */
export class MemoryEvidenceStore implements EvidenceStore {
  readonly asked: AskedRecord[] = [];
  readonly opinions: (OpinionRecord & { readonly saidAt: number })[] = [];
  readonly snapshots: SnapshotRecord[] = [];
  readonly #votes = new Map<string, CastVote[]>();

  /** A vote is cast. */
  addVote(tenantId: string, vote: CastVote): void {
    this.#votes.set(tenantId, [...this.#votesOf(tenantId), vote]);
  }

  /** Votes as the log would tell them: what was asked and said is kept just before each. */
  addLogged(tenantId: string, votes: readonly LoggedVote[]): void {
    for (const { position, annotatorId, choice, questionId, content, opinions, ...about } of votes) {
      const { collectionSlug, scenarioSlug, inclusionProbability } = about;
      const askedAt = position.recordedAt;
      this.#keep(
        [{ tenantId, questionId, collectionSlug, scenarioSlug, inclusionProbability, askedAt }],
        opinions.map((opinion) => ({ tenantId, questionId, ...opinion })),
      );
      this.addVote(tenantId, { position, annotatorId, choice, questionId, content });
    }
  }

  async keepOpinions(asked: readonly AskedRecord[], opinions: readonly OpinionRecord[]): Promise<void> {
    this.#keep(asked, opinions);
  }

  async readVoteLog(
    tenantId: string,
    after: LogPosition | null,
    recordedBefore: number,
    limit: number,
  ): Promise<readonly LoggedVote[]> {
    return this.#votesOf(tenantId)
      .filter(({ position }) => position.recordedAt < recordedBefore && (after === null || comparePositions(position, after) > 0))
      .sort((one, other) => comparePositions(one.position, other.position))
      .flatMap((vote) => this.#tell(tenantId, vote))
      .slice(0, limit);
  }

  async listVotedTenants(): Promise<readonly string[]> {
    return [...new Set(this.asked.map(({ tenantId }) => tenantId))]
      .filter((tenantId) => this.#votesOf(tenantId).length > 0)
      .sort();
  }

  async keepSnapshot(snapshot: SnapshotRecord, kept: number): Promise<boolean> {
    const known = this.#snapshotsOf(snapshot.tenantId, snapshot.kind);
    if (snapshot.revision !== (known[0]?.revision ?? 0) + 1) {
      return false;
    }
    this.snapshots.push(snapshot);
    for (const dropped of [snapshot, ...known].slice(kept)) {
      this.snapshots.splice(this.snapshots.indexOf(dropped), 1);
    }
    return true;
  }

  async findSnapshot(tenantId: string, kind: SnapshotKind): Promise<SnapshotRecord | null> {
    return this.#snapshotsOf(tenantId, kind).find(({ isWithdrawn }) => !isWithdrawn) ?? null;
  }

  async listSnapshots(tenantId: string, kind: SnapshotKind): Promise<readonly Omit<SnapshotRecord, "payload">[]> {
    return this.#snapshotsOf(tenantId, kind).map(({ payload: _, ...listed }) => listed);
  }

  async withdrawSnapshot(tenantId: string, kind: SnapshotKind, revision: number): Promise<boolean> {
    const found = this.#snapshotsOf(tenantId, kind).find((snapshot) => snapshot.revision === revision);
    if (found === undefined) {
      return false;
    }
    this.snapshots[this.snapshots.indexOf(found)] = { ...found, isWithdrawn: true };
    return true;
  }

  #keep(asked: readonly AskedRecord[], opinions: readonly OpinionRecord[]): void {
    for (const record of asked) {
      const isKnown = this.#askedOf(record).some((known) => known.inclusionProbability >= record.inclusionProbability);
      this.asked.push(...(isKnown ? [] : [record]));
    }
    for (const opinion of opinions) {
      const isSame = (other: OpinionRecord) =>
        other.tenantId === opinion.tenantId &&
        other.questionId === opinion.questionId &&
        other.sourceId === opinion.sourceId &&
        other.sourceRevision === opinion.sourceRevision;
      const now = asked.find(({ tenantId, questionId }) => tenantId === opinion.tenantId && questionId === opinion.questionId);
      const saidAt = now?.askedAt ?? Math.min(...this.#askedOf(opinion).map(({ askedAt }) => askedAt));
      this.opinions.push(...(this.opinions.some(isSame) ? [] : [{ ...opinion, saidAt }]));
    }
  }

  #tell(tenantId: string, vote: CastVote): readonly LoggedVote[] {
    const knownBy = vote.position.recordedAt + OPINION_GRACE_MS;
    const { questionId } = vote;
    const [about] = this.#askedOf({ tenantId, questionId })
      .filter(({ askedAt }) => askedAt <= knownBy)
      .sort((one, other) => other.inclusionProbability - one.inclusionProbability);
    if (about === undefined) {
      return [];
    }
    const { collectionSlug, scenarioSlug, inclusionProbability } = about;
    const opinions = this.opinions
      .filter((opinion) => opinion.tenantId === tenantId && opinion.questionId === questionId && opinion.saidAt <= knownBy)
      .map(({ sourceId, sourceKind, sourceRevision, rawA, rawB }) => ({ sourceId, sourceKind, sourceRevision, rawA, rawB }))
      .sort((one, other) => compareTexts(`${one.sourceId} ${one.sourceRevision}`, `${other.sourceId} ${other.sourceRevision}`));
    return [{ ...vote, collectionSlug, scenarioSlug, inclusionProbability, opinions }];
  }

  #votesOf(tenantId: string): readonly CastVote[] {
    return this.#votes.get(tenantId) ?? [];
  }

  #askedOf({ tenantId, questionId }: Pick<AskedRecord, "tenantId" | "questionId">): readonly AskedRecord[] {
    return this.asked.filter((record) => record.tenantId === tenantId && record.questionId === questionId);
  }

  /** The newest first. */
  #snapshotsOf(tenantId: string, kind: SnapshotKind): readonly SnapshotRecord[] {
    return this.snapshots
      .filter((snapshot) => snapshot.tenantId === tenantId && snapshot.kind === kind)
      .sort((one, other) => other.revision - one.revision);
  }
}

function comparePositions(one: LogPosition, other: LogPosition): number {
  return one.recordedAt - other.recordedAt || compareTexts(one.voteId, other.voteId);
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

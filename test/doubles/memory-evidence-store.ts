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

type SaidOpinion = OpinionRecord & { readonly saidAt: number };

/** What votes teach about sources, in memory, for the promises of the port alone. Every question that is asked counts as kept. */
export class MemoryEvidenceStore implements EvidenceStore {
  readonly snapshots: SnapshotRecord[] = [];
  /** By tenant, in the log's order. */
  readonly #votes = new Map<string, CastVote[]>();
  /** By tenant and question. */
  readonly #asked = new Map<string, AskedRecord[]>();
  readonly #opinions = new Map<string, SaidOpinion[]>();

  /** What questions were asked about. */
  get asked(): readonly AskedRecord[] {
    return [...this.#asked.values()].flat();
  }

  get opinions(): readonly OpinionRecord[] {
    return [...this.#opinions.values()].flat().map(({ saidAt: _, ...opinion }) => opinion);
  }

  /** A vote is cast. */
  addVote(tenantId: string, vote: CastVote): void {
    const votes = this.#votes.get(tenantId) ?? [];
    const place = votes.findLastIndex(({ position }) => comparePositions(position, vote.position) < 0);
    votes.splice(place + 1, 0, vote);
    this.#votes.set(tenantId, votes);
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
    const page: LoggedVote[] = [];
    for (const vote of this.#votesOf(tenantId)) {
      if (page.length === limit || vote.position.recordedAt >= recordedBefore) {
        break;
      }
      if (after === null || comparePositions(vote.position, after) > 0) {
        page.push(...this.#tell(tenantId, vote));
      }
    }
    return page;
  }

  async listVotedTenants(): Promise<readonly string[]> {
    const tenants = [...this.#votes.keys()].filter((tenantId) => this.asked.some((asked) => asked.tenantId === tenantId));
    return tenants.sort();
  }

  async keepSnapshot(snapshot: SnapshotRecord, kept: number, follows: number): Promise<boolean> {
    const known = this.#snapshotsOf(snapshot.tenantId, snapshot.kind);
    const usable = known.filter(({ isWithdrawn }) => !isWithdrawn);
    if (snapshot.revision !== (known[0]?.revision ?? 0) + 1 || follows !== (usable[0]?.revision ?? 0)) {
      return false;
    }
    this.snapshots.push(snapshot);
    const oldest = [snapshot, ...usable][kept - 1]?.revision ?? 0;
    for (const dropped of known.filter(({ revision }) => revision < oldest)) {
      this.snapshots.splice(this.snapshots.indexOf(dropped), 1);
    }
    return true;
  }

  async findSnapshot(tenantId: string, kind: SnapshotKind, olderThan?: number): Promise<SnapshotRecord | null> {
    const older = this.#snapshotsOf(tenantId, kind).filter(({ revision }) => revision < (olderThan ?? Number.POSITIVE_INFINITY));
    return older.find(({ isWithdrawn }) => !isWithdrawn) ?? null;
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
      const known = this.#askedOf(record);
      if (!known.some(({ inclusionProbability }) => inclusionProbability >= record.inclusionProbability)) {
        this.#asked.set(keyOf(record), [...known, record]);
      }
    }
    for (const opinion of opinions) {
      const known = this.#opinionsOf(opinion);
      const isSame = ({ sourceId, sourceRevision }: OpinionRecord) =>
        sourceId === opinion.sourceId && sourceRevision === opinion.sourceRevision;
      const now = asked.find((record) => keyOf(record) === keyOf(opinion));
      const saidAt = now?.askedAt ?? Math.min(...this.#askedOf(opinion).map(({ askedAt }) => askedAt));
      if (!known.some(isSame)) {
        this.#opinions.set(keyOf(opinion), [...known, { ...opinion, saidAt }]);
      }
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
    const opinions = this.#opinionsOf({ tenantId, questionId })
      .filter(({ saidAt }) => saidAt <= knownBy)
      .map(({ sourceId, sourceKind, sourceRevision, rawA, rawB }) => ({ sourceId, sourceKind, sourceRevision, rawA, rawB }))
      .sort((one, other) => compareTexts(`${one.sourceId} ${one.sourceRevision}`, `${other.sourceId} ${other.sourceRevision}`));
    return [{ ...vote, collectionSlug, scenarioSlug, inclusionProbability, opinions }];
  }

  #votesOf(tenantId: string): readonly CastVote[] {
    return this.#votes.get(tenantId) ?? [];
  }

  #askedOf(question: AnyQuestion): readonly AskedRecord[] {
    return this.#asked.get(keyOf(question)) ?? [];
  }

  #opinionsOf(question: AnyQuestion): readonly SaidOpinion[] {
    return this.#opinions.get(keyOf(question)) ?? [];
  }

  /** The newest first. */
  #snapshotsOf(tenantId: string, kind: SnapshotKind): readonly SnapshotRecord[] {
    return this.snapshots
      .filter((snapshot) => snapshot.tenantId === tenantId && snapshot.kind === kind)
      .sort((one, other) => other.revision - one.revision);
  }
}

type AnyQuestion = Pick<AskedRecord, "tenantId" | "questionId">;

function keyOf({ tenantId, questionId }: AnyQuestion): string {
  return JSON.stringify([tenantId, questionId]);
}

function comparePositions(one: LogPosition, other: LogPosition): number {
  return one.recordedAt - other.recordedAt || compareTexts(one.voteId, other.voteId);
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

import type { Database, Statement } from "better-sqlite3";
import type { CompareContent } from "../../domain/questions/question.ts";
import type { CompareChoice } from "../../domain/questions/vote.ts";
import {
  type AskedRecord,
  type EvidenceStore,
  type LoggedVote,
  type LogPosition,
  OPINION_GRACE_MS,
  type OpinionRecord,
  type SnapshotKind,
  type SnapshotRecord,
} from "../../ports/evidence-store.ts";
import { SnapshotTable } from "./snapshot-table.ts";
import type { Synchronous } from "./store-operation.ts";

interface LogRow {
  readonly recordedAt: number;
  readonly voteId: string;
  readonly annotatorId: string;
  readonly choice: CompareChoice;
  readonly questionKey: number;
  readonly questionId: string;
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly inclusionProbability: number;
  readonly content: string;
}

type OpinionRow = LoggedVote["opinions"][number] & { readonly saidAt: number };

/** A question as the votes of one page share it. */
interface PageQuestion {
  readonly content: CompareContent;
  readonly opinions: readonly OpinionRow[];
}

/** What votes teach about sources, in SQLite. */
export class SqliteEvidenceStore implements Synchronous<EvidenceStore> {
  readonly #snapshots: SnapshotTable;
  readonly #begin: Statement;
  readonly #ask: Statement;
  readonly #say: Statement;
  readonly #readLog: Statement;
  readonly #listOpinions: Statement;
  readonly #listTenants: Statement;

  constructor(database: Database) {
    this.#snapshots = new SnapshotTable(database);
    this.#begin = database.prepare(BEGIN_LOG);
    this.#ask = database.prepare(KEEP_ASKED);
    this.#say = database.prepare(KEEP_OPINION);
    this.#readLog = database.prepare(READ_LOG);
    this.#listOpinions = database.prepare(LIST_OPINIONS);
    this.#listTenants = database.prepare(LIST_TENANTS).pluck();
  }

  keepOpinions(asked: readonly AskedRecord[], opinions: readonly OpinionRecord[]): void {
    const askedAt = new Map<string, number>();
    for (const record of asked) {
      this.#begin.run({ tenantId: record.tenantId, askedAt: record.askedAt - OPINION_GRACE_MS });
      this.#ask.run(record);
      askedAt.set(JSON.stringify([record.tenantId, record.questionId]), record.askedAt);
    }
    for (const opinion of opinions) {
      const saidAt = askedAt.get(JSON.stringify([opinion.tenantId, opinion.questionId])) ?? null;
      this.#say.run({ ...opinion, saidAt });
    }
  }

  readVoteLog(tenantId: string, after: LogPosition | null, recordedBefore: number, limit: number): readonly LoggedVote[] {
    const { recordedAt, voteId } = after ?? { recordedAt: -1, voteId: "" };
    const page = { tenantId, recordedAt, voteId, recordedBefore, limit, grace: OPINION_GRACE_MS };
    const questions = new Map<number, PageQuestion>();
    return (this.#readLog.all(page) as readonly LogRow[]).map((row) => {
      const question = questions.get(row.questionKey) ?? this.#readQuestion(row);
      questions.set(row.questionKey, question);
      return toVote(row, question);
    });
  }

  listVotedTenants(): readonly string[] {
    return this.#listTenants.all() as readonly string[];
  }

  keepSnapshot(snapshot: SnapshotRecord, kept: number, follows: number): boolean {
    return this.#snapshots.insert(snapshot, kept, follows);
  }

  findSnapshot(tenantId: string, kind: SnapshotKind, olderThan?: number): SnapshotRecord | null {
    return this.#snapshots.find(tenantId, kind, olderThan ?? null);
  }

  listSnapshots(tenantId: string, kind: SnapshotKind): readonly Omit<SnapshotRecord, "payload">[] {
    return this.#snapshots.list(tenantId, kind);
  }

  withdrawSnapshot(tenantId: string, kind: SnapshotKind, revision: number): boolean {
    return this.#snapshots.withdraw(tenantId, kind, revision);
  }

  #readQuestion({ questionKey, content }: LogRow): PageQuestion {
    return { content: JSON.parse(content), opinions: this.#listOpinions.all({ questionKey }) as readonly OpinionRow[] };
  }
}

function toVote(row: LogRow, { content, opinions }: PageQuestion): LoggedVote {
  const { recordedAt, voteId, annotatorId, choice, questionId, collectionSlug, scenarioSlug, inclusionProbability } = row;
  return {
    position: { recordedAt, voteId },
    annotatorId,
    choice: choice === "both_bad" ? "tie" : choice,
    questionId,
    collectionSlug,
    scenarioSlug,
    inclusionProbability,
    content,
    opinions: opinions
      .filter(({ saidAt }) => saidAt <= recordedAt + OPINION_GRACE_MS)
      .map(({ saidAt: _, ...opinion }) => opinion),
  };
}

const BEGIN_LOG = `
  INSERT INTO vote_logs (tenant_id, begins_at) VALUES (@tenantId, @askedAt)
  ON CONFLICT (tenant_id) DO UPDATE SET begins_at = excluded.begins_at WHERE excluded.begins_at < vote_logs.begins_at`;

const KEEP_ASKED = `
  INSERT INTO asked_questions (question_key, inclusion_probability, asked_at, collection_slug, scenario_slug)
  SELECT q.question_key, @inclusionProbability, @askedAt, @collectionSlug, @scenarioSlug
  FROM questions AS q
  WHERE q.tenant_id = @tenantId AND q.question_id = @questionId AND NOT EXISTS (
    SELECT 1 FROM asked_questions AS k WHERE k.question_key = q.question_key AND k.inclusion_probability >= @inclusionProbability
  )`;

// Said when its question was asked in the same call, else when that was asked first.
const KEEP_OPINION = `
  INSERT INTO opinions (question_key, source_id, source_revision, source_kind, raw_a, raw_b, said_at)
  SELECT q.question_key, @sourceId, @sourceRevision, @sourceKind, @rawA, @rawB,
    coalesce(@saidAt, (SELECT min(k.asked_at) FROM asked_questions AS k WHERE k.question_key = q.question_key), q.created_at)
  FROM questions AS q
  WHERE q.tenant_id = @tenantId AND q.question_id = @questionId
  ON CONFLICT (question_key, source_id, source_revision) DO NOTHING`;

// Of what a question was asked about counts what had the largest probability when the vote was recorded.
const READ_LOG = `
  SELECT v.recorded_at AS recordedAt, v.vote_id AS voteId, v.annotator_id AS annotatorId, v.answer ->> '$.choice' AS choice,
    v.question_key AS questionKey, q.question_id AS questionId, k.collection_slug AS collectionSlug, k.scenario_slug AS scenarioSlug,
    k.inclusion_probability AS inclusionProbability, q.content
  FROM vote_logs AS o
  CROSS JOIN votes AS v ON v.tenant_id = o.tenant_id
  CROSS JOIN asked_questions AS k ON k.question_key = v.question_key AND k.inclusion_probability = (
    SELECT max(e.inclusion_probability) FROM asked_questions AS e
    WHERE e.question_key = v.question_key AND e.asked_at <= v.recorded_at + @grace
  )
  CROSS JOIN questions AS q ON q.question_key = v.question_key
  WHERE o.tenant_id = @tenantId AND v.counted = 1 AND v.left_candidate IS NOT NULL
    AND v.recorded_at >= max(o.begins_at, @recordedAt) AND v.recorded_at < @recordedBefore
    AND (v.recorded_at, v.vote_id) > (@recordedAt, @voteId)
  ORDER BY v.recorded_at, v.vote_id LIMIT @limit`;

const LIST_OPINIONS = `
  SELECT source_id AS sourceId, source_kind AS sourceKind, source_revision AS sourceRevision, raw_a AS rawA, raw_b AS rawB,
    said_at AS saidAt
  FROM opinions WHERE question_key = @questionKey ORDER BY source_id, source_revision`;

const LIST_TENANTS = `
  SELECT tenant_id FROM vote_logs AS o WHERE EXISTS (
    SELECT 1 FROM votes AS v
    WHERE v.tenant_id = o.tenant_id AND v.counted = 1 AND v.left_candidate IS NOT NULL AND v.recorded_at >= o.begins_at
  ) ORDER BY tenant_id`;

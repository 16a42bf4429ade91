import type { Database, Statement } from "better-sqlite3";
import { assertInvariant } from "../../domain/assert.ts";
import type { ReplyRecord, ReplyStore } from "../../ports/reply-store.ts";
import type { Synchronous } from "./store-operation.ts";

/** Answers kept for replay in SQLite. */
export class SqliteReplyStore implements Synchronous<ReplyStore> {
  readonly #find: Statement;
  readonly #keep: Statement;
  readonly #purge: Statement;

  constructor(database: Database) {
    this.#find = database.prepare(FIND_REPLY);
    this.#keep = database.prepare(KEEP_REPLY);
    this.#purge = database.prepare(PURGE_REPLIES);
  }

  findReply(tenantId: string, idempotencyKey: string): ReplyRecord | null {
    return (this.#find.get({ tenantId, idempotencyKey }) as ReplyRecord | undefined) ?? null;
  }

  keepReply(reply: ReplyRecord): ReplyRecord {
    if (this.#keep.run(reply).changes === 1) {
      return reply;
    }
    const kept = this.findReply(reply.tenantId, reply.idempotencyKey);
    assertInvariant(kept !== null, `The reply to ${reply.idempotencyKey} was neither kept nor found.`);
    return kept;
  }

  purgeReplies(createdBefore: number, limit: number): number {
    return this.#purge.run({ createdBefore, limit }).changes;
  }
}

const FIND_REPLY = `
  SELECT tenant_id AS tenantId, idempotency_key AS idempotencyKey, request_digest AS requestDigest, status,
    content_type AS contentType, body, created_at AS createdAt
  FROM replies WHERE tenant_id = @tenantId AND idempotency_key = @idempotencyKey`;

const KEEP_REPLY = `
  INSERT INTO replies (tenant_id, idempotency_key, request_digest, status, content_type, body, created_at)
  VALUES (@tenantId, @idempotencyKey, @requestDigest, @status, @contentType, @body, @createdAt)
  ON CONFLICT (tenant_id, idempotency_key) DO NOTHING`;

const PURGE_REPLIES = `
  DELETE FROM replies WHERE rowid IN (
    SELECT rowid FROM replies WHERE created_at < @createdBefore LIMIT @limit
  )`;

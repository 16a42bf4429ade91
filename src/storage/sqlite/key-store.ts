import type { Database, Statement } from "better-sqlite3";
import { assertInvariant } from "../../domain/assert.ts";
import type { KeyCounts, KeyRecord, KeyStore } from "../../ports/key-store.ts";
import type { Synchronous } from "./store-operation.ts";

type KeyRow = Omit<KeyRecord, "scopes"> & { readonly scopes: string };

/** API keys in SQLite. */
export class SqliteKeyStore implements Synchronous<KeyStore> {
  readonly #insert: Statement;
  readonly #find: Statement;
  readonly #list: Statement;
  readonly #revoke: Statement;
  readonly #count: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare(INSERT_KEY);
    this.#find = database.prepare(`${SELECT_KEYS} WHERE key_id = @keyId`);
    this.#list = database.prepare(`${SELECT_KEYS} ORDER BY created_at, key_id`);
    this.#revoke = database.prepare("UPDATE api_keys SET revoked_at = @at WHERE key_id = @keyId AND revoked_at IS NULL");
    this.#count = database.prepare(COUNT_KEYS);
  }

  insertKey(key: KeyRecord): void {
    const inserted = this.#insert.run({ ...key, scopes: JSON.stringify(key.scopes) });
    assertInvariant(inserted.changes === 1, `There is a key with the id ${key.keyId} already.`);
  }

  findKey(keyId: string): KeyRecord | null {
    const row = this.#find.get({ keyId }) as KeyRow | undefined;
    return row === undefined ? null : toRecord(row);
  }

  listKeys(): readonly KeyRecord[] {
    return (this.#list.all() as readonly KeyRow[]).map(toRecord);
  }

  revokeKey(keyId: string, at: number): boolean {
    return this.#revoke.run({ keyId, at }).changes === 1;
  }

  countKeys(at: number): KeyCounts {
    return this.#count.get({ at }) as KeyCounts;
  }
}

function toRecord(row: KeyRow): KeyRecord {
  return { ...row, scopes: JSON.parse(row.scopes) };
}

const INSERT_KEY = `
  INSERT INTO api_keys (key_id, tenant_id, name, scopes, secret_digest, created_at, expires_at, revoked_at)
  VALUES (@keyId, @tenantId, @name, @scopes, @secretDigest, @createdAt, @expiresAt, @revokedAt)
  ON CONFLICT (key_id) DO NOTHING`;

const SELECT_KEYS = `
  SELECT key_id AS keyId, tenant_id AS tenantId, name, scopes, secret_digest AS secretDigest, created_at AS createdAt,
    expires_at AS expiresAt, revoked_at AS revokedAt
  FROM api_keys`;

const COUNT_KEYS = `
  SELECT count(*) AS "all", count(*) FILTER (WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @at)) AS live
  FROM api_keys`;

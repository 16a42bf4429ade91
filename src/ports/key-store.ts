export const SCOPES = ["trainer", "annotator", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

/** An API key as kept: the secret itself is never stored. */
export interface KeyRecord {
  readonly keyId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Lower-case hex SHA-256 of the whole key text. */
  readonly secretDigest: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

/** How many keys there are. */
export interface KeyCounts {
  /** All that were ever made. */
  readonly all: number;
  /** Those that are neither revoked nor expired. */
  readonly live: number;
}

/** API keys. Each method is one atomic operation, durable when its promise resolves. */
export interface KeyStore {
  /** Throws if the id is taken. */
  insertKey(key: KeyRecord): Promise<void>;
  findKey(keyId: string): Promise<KeyRecord | null>;
  /** All keys, oldest first, revoked ones too. */
  listKeys(): Promise<readonly KeyRecord[]>;
  /** False where there is no such key or it was revoked before. */
  revokeKey(keyId: string, at: number): Promise<boolean>;
  /** How many keys there are at that instant. */
  countKeys(at: number): Promise<KeyCounts>;
}

/** The answer that was given to a request with an Idempotency-Key. */
export interface ReplyRecord {
  readonly tenantId: string;
  readonly idempotencyKey: string;
  /** Lower-case hex SHA-256 of method, path and body. */
  readonly requestDigest: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly createdAt: number;
}

/** Answers kept for replay. Each method is one atomic operation, durable when its promise resolves. */
export interface ReplyStore {
  findReply(tenantId: string, idempotencyKey: string): Promise<ReplyRecord | null>;
  /** Keeps the answer unless one is kept under that key already (the first one stays). Returns the one that is kept. */
  keepReply(reply: ReplyRecord): Promise<ReplyRecord>;
  /** Deletes up to `limit` answers made before that instant. Returns how many. */
  purgeReplies(createdBefore: number, limit: number): Promise<number>;
}

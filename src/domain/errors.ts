/** Why a request was refused or could not be served: the `code` member of the problem document. Each has a page in the documentation. */
export type ErrorCode =
  | "invalid_request"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | ConflictCode
  | "episode_expired"
  | "body_too_large"
  | "idempotency_key_reused"
  | "rate_limited"
  | UnavailableCode
  | "storage_full";

export type ConflictCode =
  | "turn_conflict"
  | "history_mismatch"
  | "episode_complete"
  | "version_conflict"
  | "lease_ended"
  | "vote_final";
export type UnavailableCode = "overloaded" | "draining" | "storage_unavailable" | "unscored";

/** One fault in a request. */
export interface FieldError {
  /** JSON pointer into the body, such as `/messages/0/role`; empty for the body as a whole. */
  readonly pointer: string;
  /** The value, the rule it breaks, and what to do. */
  readonly detail: string;
}

export interface ErrorOptions {
  readonly errors?: readonly FieldError[];
  /** Whole seconds after which trying again makes sense. */
  readonly retryAfterSeconds?: number;
  /** What went wrong below; for logs, never for callers. */
  readonly cause?: unknown;
}

/** An error with a meaning for the caller. Its message is shown to callers: it holds nothing hidden, no SQL and no paths. */
export abstract class FolkmootError extends Error {
  readonly code: ErrorCode;
  /** Whether the very same request may succeed later. */
  readonly isRetryable: boolean;
  readonly retryAfterSeconds?: number;
  readonly errors: readonly FieldError[];

  constructor(code: ErrorCode, message: string, isRetryable: boolean, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.isRetryable = isRetryable;
    this.errors = options.errors ?? [];
    if (options.retryAfterSeconds !== undefined) {
      this.retryAfterSeconds = options.retryAfterSeconds;
    }
  }
}

/** Malformed, or breaking a rule that is known without looking anything up. */
export class InvalidRequestError extends FolkmootError {
  constructor(message: string, options?: ErrorOptions) {
    super("invalid_request", message, false, options);
  }
}

/** No key, or one that is unknown, expired or revoked. */
export class UnauthenticatedError extends FolkmootError {
  constructor(message: string) {
    super("unauthenticated", message, false);
  }
}

/** A good key without the scope for this. */
export class ForbiddenError extends FolkmootError {
  constructor(message: string) {
    super("forbidden", message, false);
  }
}

/** No such thing for this tenant; another tenant's things are not found either. */
export class NotFoundError extends FolkmootError {
  constructor(message: string) {
    super("not_found", message, false);
  }
}

/** There is such a route, for other methods. */
export class MethodNotAllowedError extends FolkmootError {
  constructor(message: string) {
    super("method_not_allowed", message, false);
  }
}

export interface ConflictErrorOptions extends ErrorOptions {
  /** Further public members of the problem document, such as `expected_turn`. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The request does not fit the present state of what it names. */
export class ConflictError extends FolkmootError {
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ConflictCode, message: string, options: ConflictErrorOptions = {}) {
    super(code, message, false, options);
    this.details = options.details ?? {};
  }
}

/** It was there and its time has run out. */
export class ExpiredError extends FolkmootError {
  constructor(message: string) {
    super("episode_expired", message, false);
  }
}

/** The body passes a size limit. */
export class TooLargeError extends FolkmootError {
  constructor(message: string) {
    super("body_too_large", message, false);
  }
}

/** An idempotency key came again with another request. */
export class UnprocessableError extends FolkmootError {
  constructor(message: string) {
    super("idempotency_key_reused", message, false);
  }
}

/** The caller's own quota is used up. */
export class RateLimitedError extends FolkmootError {
  constructor(message: string, retryAfterSeconds: number) {
    super("rate_limited", message, true, { retryAfterSeconds });
  }
}

/** The server is full, on its way out, or cannot reach its database. Callers are told to come back after 1 s unless the options say otherwise. */
export class UnavailableError extends FolkmootError {
  constructor(code: UnavailableCode, message: string, options?: ErrorOptions) {
    super(code, message, true, { retryAfterSeconds: 1, ...options });
  }
}

/** The disk is full: nothing was kept. Space comes back by an operator's hand, so callers are told to come back after 30 s. */
export class InsufficientStorageError extends FolkmootError {
  constructor(message: string, options?: ErrorOptions) {
    super("storage_full", message, true, { retryAfterSeconds: 30, ...options });
  }
}

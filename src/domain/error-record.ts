import { type ErrorCode, type FieldError, FolkmootError } from "./errors.ts";

/** A FolkmootError as plain data, as it crosses from one thread to another. Its cause stays behind. */
export interface ErrorRecord {
  readonly code: ErrorCode;
  readonly message: string;
  readonly isRetryable: boolean;
  readonly errors: readonly FieldError[];
  /** Whole seconds; null: the error names none. */
  readonly retryAfterSeconds: number | null;
}

/** What an error means for the caller, as data. */
export function toErrorRecord(error: FolkmootError): ErrorRecord {
  return {
    code: error.code,
    message: error.message,
    isRetryable: error.isRetryable,
    errors: error.errors,
    retryAfterSeconds: error.retryAfterSeconds ?? null,
  };
}

/** An error that was recorded elsewhere: it means to the caller what the first one meant. */
export class RecordedError extends FolkmootError {
  constructor({ code, message, isRetryable, errors, retryAfterSeconds }: ErrorRecord) {
    super(code, message, isRetryable, { errors, ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }) });
  }
}

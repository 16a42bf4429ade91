/** A database could not be opened. The message names it, the rule and what to do; it is for operators. */
export class StorageOpenError extends Error {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options?.cause === undefined ? {} : { cause: options.cause });
    this.name = "StorageOpenError";
  }
}

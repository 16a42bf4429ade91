/** The program itself is wrong: a rule that its own code promises does not hold. Never a caller's fault. */
export class InvariantError extends Error {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options?.cause === undefined ? {} : { cause: options.cause });
    this.name = "InvariantError";
  }
}

/** Throws an `InvariantError` with that message unless the condition holds. */
export function assertInvariant(condition: unknown, message: string): asserts condition {
  if (!condition) {
    throw new InvariantError(message);
  }
}

import type { Scope } from "../ports/key-store.ts";

/** The request of what is not done for any. */
export const NO_REQUEST = "none";

/** Who is asking, as established by the door. */
export interface Caller {
  readonly tenantId: string;
  readonly scopes: readonly Scope[];
  /** Of the HTTP request (or command) that this call serves. */
  readonly requestId: string;
  /** Names the request among those of its tenant, the same where it is sent again under its Idempotency-Key; left out: it has none. */
  readonly repeatDigest?: string;
}

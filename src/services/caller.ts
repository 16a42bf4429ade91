import type { Scope } from "../ports/key-store.ts";

/** The request of what is not done for any. */
export const NO_REQUEST = "none";

/** Who is asking, as established by the door. */
export interface Caller {
  readonly tenantId: string;
  readonly scopes: readonly Scope[];
  /** Of the HTTP request (or command) that this call serves. */
  readonly requestId: string;
}

import type { Scope } from "../ports/key-store.ts";

/** Who is asking, as established by the door. */
export interface Caller {
  readonly tenantId: string;
  readonly scopes: readonly Scope[];
  /** Of the HTTP request (or command) that this call serves. */
  readonly requestId: string;
}

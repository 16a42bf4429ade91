import type { z } from "@hono/zod-openapi";
import type { LeaseRecord } from "../../ports/question-store.ts";
import { toIsoTime } from "./episode-view.ts";
import type { LeaseSchema } from "./question-view.ts";

/** Two heartbeats may get lost before a lease ends. */
const HEARTBEATS_PER_LEASE = 3;
const HEARTBEAT_MS_MIN = 5000;

/** A lease as its annotator sees it. @param now milliseconds since 1970. */
export function toWireLease({ leaseId, expiresAt }: LeaseRecord, now: number): z.infer<typeof LeaseSchema> {
  return {
    lease_id: leaseId,
    expires_at: toIsoTime(expiresAt),
    heartbeat_ms: Math.max(HEARTBEAT_MS_MIN, Math.floor((expiresAt - now) / HEARTBEATS_PER_LEASE)),
  };
}

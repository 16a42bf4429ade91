import type { ServicePorts } from "../service-ports.ts";
import { INVITE_TOKENS } from "./token-kind.ts";

export interface InviteRequest {
  readonly tenantId: string;
  readonly count: number;
  readonly audience: string;
  readonly validMs: number;
}

/** A way in for one annotator. The token is told this once: only its digest is kept. */
export interface Invite {
  readonly token: string;
  readonly expiresAt: number;
}

/** Makes invites that each let one annotator in, once. */
export async function inviteAnnotators(
  ports: Pick<ServicePorts, "annotators" | "clock" | "random" | "sha256Hex">,
  { tenantId, count, audience, validMs }: InviteRequest,
): Promise<readonly Invite[]> {
  const createdAt = ports.clock.now();
  const expiresAt = createdAt + validMs;
  const tokens = Array.from({ length: count }, () => INVITE_TOKENS.make(ports.random));
  await ports.annotators.insertInvites(
    tokens.map((token) => ({ tenantId, tokenDigest: ports.sha256Hex(token), audience, createdAt, expiresAt })),
  );
  return tokens.map((token) => ({ token, expiresAt }));
}

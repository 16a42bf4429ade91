import type { KeyRecord, Scope } from "../../ports/key-store.ts";
import type { ServicePorts } from "../service-ports.ts";
import { toKeyText } from "./key-text.ts";

export interface CreateKeyRequest {
  readonly name: string;
  readonly tenantId: string;
  readonly scopes: readonly Scope[];
  /** Unix milliseconds, or null for a key that does not expire. */
  readonly expiresAt: number | null;
}

const KEY_ID_BYTES = 9;
const SECRET_BYTES = 32;

/** Makes a key. The text is shown this once: only its digest is kept. */
export async function createKey(
  ports: Pick<ServicePorts, "keys" | "clock" | "random" | "sha256Hex">,
  request: CreateKeyRequest,
): Promise<{ readonly key: KeyRecord; readonly keyText: string }> {
  const keyId = ports.random.token(KEY_ID_BYTES);
  const keyText = toKeyText(keyId, ports.random.token(SECRET_BYTES));
  const key: KeyRecord = {
    ...request,
    keyId,
    secretDigest: ports.sha256Hex(keyText),
    createdAt: ports.clock.now(),
    revokedAt: null,
  };
  await ports.keys.insertKey(key);
  return { key, keyText };
}

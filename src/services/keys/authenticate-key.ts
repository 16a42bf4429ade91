import { UnauthenticatedError } from "../../domain/errors.ts";
import { SCOPES, type Scope } from "../../ports/key-store.ts";
import type { ServicePorts } from "../service-ports.ts";
import { parseKeyText } from "./key-text.ts";

export interface AuthenticatedKey {
  readonly keyId: string;
  readonly tenantId: string;
  readonly scopes: readonly Scope[];
}

export const DEFAULT_TENANT = "default";
/** Who a caller without a key is, while the server never had one. */
const OPEN_ACCESS: AuthenticatedKey = { keyId: "none", tenantId: DEFAULT_TENANT, scopes: SCOPES };

/** Whether callers without a key are let in at this moment: no key was ever made. One that is over has closed the door for good. */
export async function isKeyless(ports: Pick<ServicePorts, "keyLookUps" | "isOpenWithoutKeys">): Promise<boolean> {
  return ports.isOpenWithoutKeys && (await ports.keyLookUps.countKeys()).all === 0;
}

/**
 * Who the key text belongs to. Null text is allowed only while no key was ever made and the server listens on loopback alone; it then has every scope.
 * Throws UnauthenticatedError otherwise, with one message for every reason, so that ids cannot be probed.
 */
export async function authenticateKey(
  ports: Pick<ServicePorts, "keyLookUps" | "clock" | "sha256Hex" | "isOpenWithoutKeys">,
  keyText: string | null,
): Promise<AuthenticatedKey> {
  if (keyText === null) {
    if (await isKeyless(ports)) {
      return OPEN_ACCESS;
    }
    throw await refusal(ports, "Missing API key. Send it as `Authorization: Bearer <key>`; `folkmoot keys create` makes one.");
  }
  const parsed = parseKeyText(keyText);
  const key = parsed && (await ports.keyLookUps.findKey(parsed.keyId));
  const now = ports.clock.now();
  const isLive = key && key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);
  if (!isLive || !isSameDigest(key.secretDigest, ports.sha256Hex(keyText))) {
    throw await refusal(ports, "Invalid API key: unknown, expired or revoked. `folkmoot keys list` shows the live ones.");
  }
  return { keyId: key.keyId, tenantId: key.tenantId, scopes: key.scopes };
}

/** The same for every reason. Where no key holds any more, that is what has to be said. */
async function refusal({ keyLookUps }: Pick<ServicePorts, "keyLookUps">, message: string): Promise<UnauthenticatedError> {
  const { all, live } = await keyLookUps.countKeys();
  return new UnauthenticatedError(
    all > 0 && live === 0
      ? "Every API key of this server is expired or revoked. `folkmoot keys create --name <name>` makes a new one; send it as `Authorization: Bearer <key>`."
      : message,
  );
}

/** Compares two digests of equal length in a time that does not depend on where they differ. */
function isSameDigest(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  }
  return difference === 0;
}

import type { IncomingMessage } from "node:http";
import { type AuthenticatedKey, authenticateKey } from "../services/keys/authenticate-key.ts";
import type { ServicePorts } from "../services/service-ports.ts";
import { headerOf } from "./direct-requests.ts";
import { readKeyText } from "./middleware/read-key-text.ts";

/** Whose key a request carries; null where there is no key or none that is good: the app asks again, and says why it refuses. */
export async function authenticateDirectly(ports: ServicePorts, incoming: IncomingMessage): Promise<AuthenticatedKey | null> {
  try {
    const keyText = readKeyText((name) => headerOf(incoming, name));
    return keyText === null ? null : await authenticateKey(ports, keyText);
  } catch {
    return null;
  }
}

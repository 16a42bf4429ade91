import { UnauthenticatedError } from "../domain/errors.ts";
import { authenticateKey } from "../services/keys/authenticate-key.ts";
import type { ServicePorts } from "../services/service-ports.ts";

const LOOK_EVERY_MS = 15_000;

/**
 * Looks every 15 s whether a key still holds, for a line that stays open and on which nothing more is asked; `onOver` is called where it was revoked or has expired. A key that
 * cannot be looked up now is looked up the next time. The returned function ends it.
 * @param keyText null: without a key, which holds until there is one.
 */
export function watchKey(
  ports: Pick<ServicePorts, "keyLookUps" | "clock" | "sha256Hex" | "isOpenWithoutKeys" | "timer">,
  keyText: string | null,
  onOver: () => void,
): () => void {
  const look = (): void => {
    stop = ports.timer.set(LOOK_EVERY_MS, look);
    authenticateKey(ports, keyText).catch((error: unknown) => {
      if (error instanceof UnauthenticatedError) {
        stop();
        onOver();
      }
    });
  };
  let stop = ports.timer.set(LOOK_EVERY_MS, look);
  return () => stop();
}

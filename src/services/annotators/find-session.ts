import { UnauthenticatedError } from "../../domain/errors.ts";
import type { AnnotatorPorts } from "./annotator-ports.ts";
import type { SignedIn } from "./session-look-ups.ts";
import { SESSION_TOKENS } from "./token-kind.ts";

/** Who holds that session token. Throws UnauthenticatedError, with one message for every reason. @param token null: none was sent. */
export async function findSession(
  ports: Pick<AnnotatorPorts, "sessionLookUps" | "clock" | "sha256Hex">,
  token: string | null,
): Promise<SignedIn> {
  if (token === null) {
    throw new UnauthenticatedError(
      "Missing session token. Send it as `Authorization: Bearer fms_…` or as the cookie; POST /api/v1/annotators/sessions makes one.",
    );
  }
  const signedIn = SESSION_TOKENS.matches(token) ? await ports.sessionLookUps.find(ports.sha256Hex(token)) : null;
  if (signedIn === null || signedIn.session.expiresAt <= ports.clock.now()) {
    throw new UnauthenticatedError(
      "Invalid session: unknown, expired or signed out. POST /api/v1/annotators/sessions makes one.",
    );
  }
  return signedIn;
}

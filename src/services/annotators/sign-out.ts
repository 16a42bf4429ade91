import type { AnnotatorPorts } from "./annotator-ports.ts";
import type { SignedIn } from "./session-look-ups.ts";

/** Ends a session: its token works no more. Done twice it is done once. */
export async function signOut(
  ports: Pick<AnnotatorPorts, "annotators" | "sessionLookUps">,
  { session }: SignedIn,
): Promise<void> {
  await ports.annotators.endSession(session.tokenDigest);
  ports.sessionLookUps.forget(session.tokenDigest);
}

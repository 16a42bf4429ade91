import { ForbiddenError, UnauthenticatedError } from "../../domain/errors.ts";
import type { AnnotatorRecord, AnnotatorSource } from "../../ports/annotator-store.ts";
import { isKeyless } from "../keys/authenticate-key.ts";
import { newIdentifier } from "../new-identifier.ts";
import { GLOBAL_AUDIENCE } from "../voting/annotator.ts";
import type { AnnotatorPorts } from "./annotator-ports.ts";
import { type MturkPlace, toVisitText } from "./mturk-visit.ts";
import { INVITE_TOKENS, SESSION_TOKENS } from "./token-kind.ts";

/** A way to be let in. That a front end may speak for its people (`api`) the door has established. */
export type SignInRequest =
  | { readonly way: "invite"; readonly inviteToken: string }
  | { readonly way: "prolific"; readonly tenantId: string; readonly participantId: string; readonly sessionId: string }
  | {
      readonly way: "mturk";
      readonly tenantId: string;
      readonly workerId: string;
      readonly assignmentId: string;
      readonly place: MturkPlace;
    }
  | { readonly way: "api"; readonly tenantId: string; readonly externalId: string; readonly audience: string }
  | { readonly way: "guest"; readonly tenantId: string };

/** A session that has just begun. The token is told this once: only its digest is kept. */
export interface NewSession {
  readonly annotator: AnnotatorRecord;
  readonly token: string;
  readonly expiresAt: number;
}

/** What a newcomer is kept as, unless they are known. */
interface Newcomer {
  readonly tenantId: string;
  readonly audience: string;
  readonly source: AnnotatorSource;
  readonly externalId: string | null;
  readonly visit: string | null;
}

/** Lets an annotator in. Throws UnauthenticatedError (an invite that does not hold, with one message for every reason) and ForbiddenError (a way that is not open here). */
export async function signIn(ports: AnnotatorPorts, request: SignInRequest): Promise<NewSession> {
  const createdAt = ports.clock.now();
  const token = SESSION_TOKENS.make(ports.random);
  const session = { tokenDigest: ports.sha256Hex(token), expiresAt: createdAt + ports.admission.sessionMs };
  const somebody = { annotatorId: newIdentifier(ports.random, "an"), createdAt };
  if (request.way === "invite") {
    return { annotator: await redeem(ports, request.inviteToken, somebody, session), token, expiresAt: session.expiresAt };
  }
  if (request.way === "guest") {
    await refuseClosedGuests(ports);
  }
  const { visit, ...newcomer } = toNewcomer(ports, request);
  const annotator = await ports.annotators.admitAnnotator({ ...newcomer, ...somebody }, { ...session, visit, createdAt });
  return { annotator, token, expiresAt: session.expiresAt };
}

async function refuseClosedGuests(ports: AnnotatorPorts): Promise<void> {
  const { guests } = ports.admission;
  if (guests === "never" || (guests === "keyless" && !(await isKeyless(ports)))) {
    refuse("Guests are not let in here. Ask for an invite.");
  }
}

async function redeem(
  ports: AnnotatorPorts,
  inviteToken: string,
  somebody: Pick<AnnotatorRecord, "annotatorId" | "createdAt">,
  session: { readonly tokenDigest: string; readonly expiresAt: number },
): Promise<AnnotatorRecord> {
  const admitted = INVITE_TOKENS.matches(inviteToken)
    ? await ports.annotators.redeemInvite(ports.sha256Hex(inviteToken), somebody, session, somebody.createdAt)
    : null;
  if (admitted === null) {
    throw new UnauthenticatedError("This invite does not hold: it is unknown, was used or has expired. Ask for a new one.");
  }
  return admitted;
}

function toNewcomer(
  { admission }: Pick<AnnotatorPorts, "admission">,
  request: Exclude<SignInRequest, { readonly way: "invite" }>,
): Newcomer {
  const { tenantId } = request;
  switch (request.way) {
    case "prolific": {
      const { audience } = admission.prolific ?? refuse("Participants from Prolific are not let in here.");
      return { tenantId, audience, source: "prolific", externalId: request.participantId, visit: request.sessionId };
    }
    case "mturk": {
      const { audience } = admission.mturk ?? refuse("Workers from Mechanical Turk are not let in here.");
      return { tenantId, audience, source: "mturk", externalId: request.workerId, visit: toVisitText(request) };
    }
    case "api":
      return { tenantId, audience: request.audience, source: "api", externalId: request.externalId, visit: null };
    case "guest":
      return { tenantId, audience: GLOBAL_AUDIENCE, source: "guest", externalId: null, visit: null };
  }
}

function refuse(message: string): never {
  throw new ForbiddenError(message);
}

import { ForbiddenError, UnauthenticatedError } from "../../domain/errors.ts";
import { findSession } from "../../services/annotators/find-session.ts";
import type { SignedIn } from "../../services/annotators/session-look-ups.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import type { SessionCookie } from "../session-cookie.ts";
import { readBearer } from "./read-key-text.ts";

/** Names the annotator whom a front end takes for the one who is signed in. */
const ANNOTATOR_HEADER = "x-folkmoot-annotator";

type HeaderName = "authorization" | "cookie" | "sec-fetch-site" | "origin" | "host" | typeof ANNOTATOR_HEADER;
/** A header's value by its lower-case name. */
export type ReadHeader = (name: HeaderName) => string | undefined;

/** How the door knows sessions. */
export interface SessionDoor {
  readonly ports: Pick<ServicePorts, "sessionLookUps" | "clock" | "sha256Hex">;
  readonly cookie: SessionCookie;
  /** Origin at which annotators reach the server; null: the one that a request came to. */
  readonly publicUrl: string | null;
}

const HARMLESS_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/**
 * The signed-in annotator that a request comes from: by its Authorization header, else by the cookie. A browser sends the cookie whoever makes it send the request, so
 * one that changes something must come from this server's own page; and a window's cookie is another's once somebody else has signed in in the same browser, so a
 * request that names its annotator is refused where that is not whose session it has. Throws UnauthenticatedError and ForbiddenError.
 */
export async function admitSession(door: SessionDoor, method: string, header: ReadHeader): Promise<SignedIn> {
  const bearer = readBearer(header("authorization"));
  const token = bearer ?? door.cookie.read(header("cookie"));
  const signedIn = await findSession(door.ports, token);
  const named = header(ANNOTATOR_HEADER);
  if (named !== undefined && named !== signedIn.annotator.annotatorId) {
    throw new UnauthenticatedError(
      "The session is not that of the annotator whom X-Folkmoot-Annotator names: somebody else has signed in since.",
    );
  }
  if (bearer === null && !HARMLESS_METHODS.has(method) && !isOwnPage(door, header)) {
    throw new ForbiddenError(
      "A request that is known by its cookie must come from this server's own page (Sec-Fetch-Site: same-origin, or an Origin that is this server's). Other front ends send `Authorization: Bearer <session token>`.",
    );
  }
  return signedIn;
}

/** Browsers tell the Origin alone where the page did not come by https or from this machine. */
function isOwnPage({ publicUrl }: SessionDoor, header: ReadHeader): boolean {
  const site = header("sec-fetch-site");
  if (site !== undefined) {
    return site === "same-origin";
  }
  const origin = header("origin");
  return publicUrl === null
    ? origin !== undefined && /^https?:\/\/(.+)$/.exec(origin)?.[1] === header("host")
    : origin === publicUrl;
}

import type { IncomingMessage } from "node:http";
import type { SignedIn } from "../services/annotators/session-look-ups.ts";
import { type DirectRoute, headerOf } from "./direct-requests.ts";
import { admitSession, type SessionDoor } from "./middleware/admit-session.ts";
import type { VoteRoute } from "./routes/votes.ts";

const NO_HEADERS = {};

/** The short way of votes, which annotators send most. @param bodyBytesMax of the longest vote. */
export function createDirectVotes(session: SessionDoor, route: VoteRoute, bodyBytesMax: number): DirectRoute {
  return {
    path: route.path,
    bodyBytesMax,
    match: (url) => (url === route.path ? "" : null),
    admit: async (incoming) => {
      const signedIn = await admit(session, incoming);
      return (
        signedIn && {
          counted: signedIn.annotator.annotatorId,
          keyId: undefined,
          answer: async (_named, requestId, body) => ({
            text: await route.answer(signedIn.annotator, requestId, body),
            headers: NO_HEADERS,
          }),
        }
      );
    },
  };
}

/** Null where there is no session, or not one that may do this: the app asks again, and says why it refuses. */
async function admit(session: SessionDoor, incoming: IncomingMessage): Promise<SignedIn | null> {
  try {
    return await admitSession(session, "POST", (name) => headerOf(incoming, name));
  } catch {
    return null;
  }
}

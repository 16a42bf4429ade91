import type { IncomingMessage } from "node:http";
import type { SignedIn } from "../services/annotators/session-look-ups.ts";
import type { Caller } from "../services/caller.ts";

/** What the middleware establishes about a request before its route sees it. */
export interface HttpEnv {
  /** From the Node adapter; absent where the app is called by itself, as tests do. */
  Bindings: { readonly incoming?: IncomingMessage };
  Variables: {
    requestId: string;
    /** Path pattern of the matched route, such as `/api/v1/episodes/{episode_id}`; `unmatched` where there is none. */
    route: string;
    /** Set behind the guard of every route that needs a key. */
    caller: Caller;
    /** Set behind the guard of every route for signed-in annotators. */
    signedIn: SignedIn;
    keyId: string;
    /** The request's body as text, on routes that take one; not on those that take bytes. */
    bodyText: string;
    /** The request's body, on routes that take bytes. Whoever hands it to a thread leaves it empty. */
    bodyBytes: ArrayBuffer;
    /** When the request came in, in milliseconds since 1970; on routes that take bytes. */
    arrivedAt: number;
    /** The answer's body where the route has it at hand: it need not be read back from the response. */
    answerText: string;
    /** True where the answer turned out broken after its status was sent: it is not one to give again. */
    isBroken: boolean;
    /** True where the answer holds what is told once and kept nowhere. */
    isSecret: boolean;
  };
}

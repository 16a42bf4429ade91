import type { Caller } from "../services/caller.ts";

/** What the middleware establishes about a request before its route sees it. */
export interface HttpEnv {
  Variables: {
    requestId: string;
    /** Path pattern of the matched route, such as `/api/v1/episodes/{episode_id}`; `unmatched` where there is none. */
    route: string;
    /** Set behind the guard of every route that is not public. */
    caller: Caller;
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
  };
}

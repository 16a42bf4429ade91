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
    /** The request's body as text, on routes that take one. */
    bodyText: string;
  };
}

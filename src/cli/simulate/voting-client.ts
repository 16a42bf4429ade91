import type { WireAcknowledgement, WireBallot, WireNothing, WireServed } from "./voting-wire.ts";

/** A request that the server answered and did not grant. */
export class VotingRefusal extends Error {
  readonly status: number;
  /** Machine-readable reason, as in the problem document; empty where there was none. */
  readonly code: string;
  /** How long the server wants to be left alone; null: it did not say. */
  readonly retryAfterMs: number | null;

  constructor(
    what: string,
    status: number,
    problem: { readonly code?: string; readonly detail?: string },
    retryAfter: string | null,
  ) {
    super(`${what} was answered ${status}: ${problem.detail ?? "no reason given"}`);
    this.name = "VotingRefusal";
    this.status = status;
    this.code = problem.code ?? "";
    this.retryAfterMs = retryAfter === null || !(Number(retryAfter) >= 0) ? null : 1000 * Number(retryAfter);
  }

  /** Whether the same request may be granted later: the server is busy, stopping or in trouble. */
  get isPassing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

/** No answer came: the server is not there, or the connection broke on the way. Whether the request was carried out is not known. */
export class LostConnection extends Error {
  constructor(what: string, cause: unknown) {
    super(`${what} was not answered: the connection was refused or lost`, { cause });
    this.name = "LostConnection";
  }
}

/** A voting API as one annotator uses it. Every call rejects with a VotingRefusal or a LostConnection, and with the signal's reason where that aborts it. */
export interface VotingApi {
  /** Asks for a question, waiting up to so long for one. */
  lease(waitMs: number, signal: AbortSignal): Promise<WireServed | WireNothing>;
  vote(ballot: WireBallot, signal: AbortSignal): Promise<WireAcknowledgement>;
  heartbeat(leaseId: string, signal: AbortSignal): Promise<void>;
  release(leaseId: string, message: string, signal: AbortSignal): Promise<void>;
  /** Holds the line of events open, which tells the server that the annotator is there. Resolves when the server ends it. */
  holdLine(signal: AbortSignal): Promise<void>;
}

/** Speaks to a server as any voting front end would: JSON over HTTP, nothing shared with the server's code. */
export class VotingClient implements VotingApi {
  readonly #url: string;
  readonly #bearer: string | null;

  /** @param bearer API key or session token; null: none. */
  constructor(url: string, bearer: string | null) {
    this.#url = url.replace(/\/+$/, "");
    this.#bearer = bearer;
  }

  /** Makes single-use ways in. Needs a key with the scope `admin`, or a server that is open without keys. */
  async createInvites(
    count: number,
    audience: string,
    expiresInSeconds: number,
    signal: AbortSignal,
  ): Promise<readonly { readonly token: string; readonly url: string }[]> {
    const body = { count, audience, expires_in_seconds: expiresInSeconds };
    const answer = await this.#post("/annotators/invites", body, signal);
    return (answer as { readonly invites: readonly { readonly token: string; readonly url: string }[] }).invites;
  }

  /** Uses up an invite. Resolves with the client of the annotator that it made. */
  async signIn(inviteToken: string, signal: AbortSignal): Promise<VotingClient> {
    const answer = await this.#post("/annotators/sessions", { invite_token: inviteToken }, signal);
    return new VotingClient(this.#url, (answer as { readonly token: string }).token);
  }

  async lease(waitMs: number, signal: AbortSignal): Promise<WireServed | WireNothing> {
    return (await this.#post("/questions/lease", { wait_ms: waitMs }, signal)) as WireServed | WireNothing;
  }

  async vote(ballot: WireBallot, signal: AbortSignal): Promise<WireAcknowledgement> {
    return (await this.#post("/votes", ballot, signal)) as WireAcknowledgement;
  }

  async heartbeat(leaseId: string, signal: AbortSignal): Promise<void> {
    await this.#post(`/leases/${leaseId}/heartbeat`, {}, signal);
  }

  async release(leaseId: string, message: string, signal: AbortSignal): Promise<void> {
    await this.#post(`/leases/${leaseId}/release`, { reason: "other", message }, signal);
  }

  async holdLine(signal: AbortSignal): Promise<void> {
    await this.#send("/annotators/events", { headers: { Accept: "text/event-stream" }, signal }, async (response) => {
      for await (const _bytes of response.body ?? []) {
        // Read and dropped: being there is all that the line is for.
      }
    });
  }

  async #post(path: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal };
    return await this.#send(path, init, (response) => response.json());
  }

  async #send<T>(path: string, init: PlainRequest, read: (response: Response) => Promise<T>): Promise<T> {
    const what = `${init.method ?? "GET"} ${path}`;
    const authorization = this.#bearer === null ? {} : { Authorization: `Bearer ${this.#bearer}` };
    // A signal of its own for each request: `fetch` listens to the one that it is given until the next collection of garbage, and a crowd shares one.
    const own = new AbortController();
    const abort = () => own.abort(init.signal.reason);
    init.signal.addEventListener("abort", abort);
    try {
      init.signal.throwIfAborted();
      const headers = { ...init.headers, ...authorization };
      const response = await fetch(`${this.#url}/api/v1${path}`, { ...init, headers, signal: own.signal });
      if (!response.ok) {
        const problem = (await response.json().catch(() => ({}))) as { readonly code?: string; readonly detail?: string };
        throw new VotingRefusal(what, response.status, problem, response.headers.get("retry-after"));
      }
      return await read(response);
    } catch (error) {
      throw error instanceof VotingRefusal || init.signal.aborted ? error : new LostConnection(what, error);
    } finally {
      init.signal.removeEventListener("abort", abort);
    }
  }
}

/** What `fetch` is told. */
interface PlainRequest {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

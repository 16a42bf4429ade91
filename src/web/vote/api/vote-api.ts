import type { ReleaseEntry, ReviseEntry, VoteEntry } from "../machine/outbox-entry.ts";
import type { Annotator, Credential } from "./annotator.ts";
import type { Answer, Offer } from "./offer.ts";
import { RequestFailure, toRequestFailure } from "./request-failure.ts";
import type { StoredVote } from "./stored-vote.ts";
import { toAnnotator, toOffer, toStoredVote, type WireAnnotator, type WireOffer, type WireVote } from "./wire.ts";

const BASE = "/api/v1";
/** An answer that takes longer is taken for a lost one; everything here may be sent again. */
const ANSWER_MS_MAX = 15_000;
/** No longer than the server takes: a day. */
const VISIBLE_MS_MAX = 86_400_000;

/** What there is to do: a question, or when to ask again. */
export type LeaseAnswer =
  | { readonly kind: "offer"; readonly offer: Offer }
  | { readonly kind: "nothing"; readonly retryAfterMs: number };

/** The server as the page sees it. Every method rejects with a RequestFailure, or with an AbortError where its signal aborted. */
export interface VoteApi {
  /** The same server, asked for that annotator alone: once somebody else has signed in in this browser it answers `signed_out`, and nothing is done in their name. */
  inNameOf(annotatorId: string): VoteApi;
  signIn(credential: Credential): Promise<void>;
  signOut(): Promise<void>;
  readAnnotator(signal?: AbortSignal): Promise<Annotator>;
  /** Asks for a question, waiting for one up to `waitMs`. */
  lease(waitMs: number, signal: AbortSignal): Promise<LeaseAnswer>;
  vote(entry: VoteEntry, signal: AbortSignal): Promise<{ readonly stored: StoredVote; readonly next: Offer | null }>;
  revise(entry: ReviseEntry, signal: AbortSignal): Promise<StoredVote>;
  release(entry: ReleaseEntry, signal: AbortSignal): Promise<void>;
  /** Tells that the question is still looked at. */
  heartbeat(leaseId: string): Promise<void>;
}

/** The server behind this page's own origin. The session is in a cookie that scripts cannot read. */
export function createVoteApi(fetcher: typeof fetch, annotatorId: string | null = null): VoteApi {
  const names = annotatorId === null ? {} : { "X-Folkmoot-Annotator": annotatorId };
  const call = async (method: string, path: string, body: unknown, signal: AbortSignal | undefined, waitMs = 0) => {
    const limit = AbortSignal.timeout(ANSWER_MS_MAX + waitMs);
    const response = await fetcher(`${BASE}${path}`, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      headers: body === undefined ? names : { ...names, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    }).catch((error: unknown) => {
      throw signal?.aborted === true ? error : new RequestFailure("unavailable", "", "The server cannot be reached.");
    });
    if (!(response.ok && isServers(response))) {
      throw await toRequestFailure(response);
    }
    return response;
  };
  const perform = async (...request: Parameters<typeof call>): Promise<void> => {
    // Read to its end, though nobody needs it: a connection is used again only then.
    await (await call(...request)).arrayBuffer();
  };
  const read = async <Body>(response: Response): Promise<Body> => {
    try {
      return (await response.json()) as Body;
    } catch {
      throw new RequestFailure("unavailable", "", "The answer was cut off.");
    }
  };
  return {
    inNameOf: (named) => createVoteApi(fetcher, named),
    signIn: async (credential) => {
      await perform("POST", "/annotators/sessions", toSessionBody(credential), undefined);
    },
    signOut: async () => {
      await perform("DELETE", "/annotators/sessions", undefined, undefined);
    },
    readAnnotator: async (signal) =>
      toAnnotator(await read<WireAnnotator>(await call("GET", "/annotators/me", undefined, signal))),
    lease: async (waitMs, signal) => {
      const response = await call("POST", "/questions/lease", { wait_ms: waitMs }, signal, waitMs);
      const answer = await read<WireOffer | { readonly question: null; readonly retry_after_ms: number }>(response);
      return answer.question === null
        ? { kind: "nothing", retryAfterMs: answer.retry_after_ms }
        : { kind: "offer", offer: toOffer(answer) };
    },
    vote: async (entry, signal) => {
      const answer = await read<{ readonly vote: WireVote; readonly next: WireOffer | null }>(
        await call("POST", "/votes", toVoteBody(entry), signal),
      );
      return { stored: toStoredVote(answer.vote), next: answer.next === null ? null : toOffer(answer.next) };
    },
    revise: async (entry, signal) => {
      const body = { ...toAnswerBody(entry.answer), justification: entry.answer.justification ?? "" };
      const path = `/votes/${encodeURIComponent(entry.voteId)}/revise`;
      return toStoredVote((await read<{ readonly vote: WireVote }>(await call("POST", path, body, signal))).vote);
    },
    release: async (entry, signal) => {
      const body = { reason: entry.reason, ...(entry.message === null ? {} : { message: entry.message }) };
      await perform("POST", `/leases/${encodeURIComponent(entry.leaseId)}/release`, body, signal);
    },
    heartbeat: async (leaseId) => {
      await perform("POST", `/leases/${encodeURIComponent(leaseId)}/heartbeat`, undefined, undefined);
    },
  };
}

/** Whether a success can be the server's own: its answers are JSON or empty. What a network's sign-in page answers in its place is neither. */
function isServers({ status, headers }: Response): boolean {
  return status === 204 || (headers.get("Content-Type") ?? "").startsWith("application/json");
}

function toSessionBody(credential: Credential): object {
  switch (credential.kind) {
    case "invite":
      return { invite_token: credential.inviteToken };
    case "prolific":
      return { prolific_pid: credential.prolificPid, study_id: credential.studyId, session_id: credential.sessionId };
    case "mturk":
      return {
        worker_id: credential.workerId,
        assignment_id: credential.assignmentId,
        hit_id: credential.hitId,
        ...(credential.turkSubmitTo === null ? {} : { turk_submit_to: credential.turkSubmitTo }),
      };
    case "guest":
      return { guest: true };
  }
}

function toAnswerBody(answer: Answer): object {
  if (answer.kind === "rate") {
    return { ratings: answer.ratings };
  }
  const { choice, strength, dimensions } = answer;
  return { choice, ...(strength === null ? {} : { strength }), dimensions };
}

function toVoteBody(entry: VoteEntry): object {
  const { answer } = entry;
  return {
    vote_id: entry.voteId,
    lease_id: entry.leaseId,
    ...toAnswerBody(answer),
    ...(answer.justification === null ? {} : { justification: answer.justification }),
    visible_ms: Math.min(entry.visibleMs, VISIBLE_MS_MAX),
  };
}

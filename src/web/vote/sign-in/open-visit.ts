import type { Annotator, Credential } from "../api/annotator.ts";
import { RequestFailure } from "../api/request-failure.ts";
import type { VoteApi } from "../api/vote-api.ts";

const NO_COOKIES = "This browser keeps no cookies for this page, and cannot be signed in without one. Allow them";

/** How a visit begins. */
type Opening =
  | { readonly kind: "signed_in"; readonly annotator: Annotator }
  /** `problem`: why not, in words for the visitor; null for somebody who just came. `mayRepeat`: the same may work later. */
  | { readonly kind: "signed_out"; readonly problem: string | null; readonly mayRepeat: boolean };

/** How a visit begins, and how it may end. */
export type Visit =
  | Opening
  /** Somebody else has signed in in this browser. `leaving`: what comes of it for who was here before. */
  | { readonly kind: "replaced"; readonly leaving: string; readonly successor: Annotator };

/**
 * Signs in with the credential, or goes on with the session that the browser still holds. A credential that was used up before is no obstacle to somebody who
 * is signed in: they opened their link again. Where the browser would not keep the session, an invite is not spent on it.
 */
export async function openVisit(api: VoteApi, credential: Credential | null, keepsCookies: () => boolean): Promise<Opening> {
  try {
    if (credential?.kind === "invite" && !keepsCookies()) {
      return { kind: "signed_out", problem: `${NO_COOKIES}, then try again: your link is not used up.`, mayRepeat: true };
    }
    const refusal = credential === null ? null : await signIn(api, credential);
    return await resume(api, refusal, credential !== null && refusal === null);
  } catch (error) {
    return { kind: "signed_out", problem: describe(error), mayRepeat: isPassing(error) };
  }
}

/** What follows a visit that the server ended: nothing, or somebody else's. @param leaving what comes of it for whose visit it was. */
export async function followVisit(api: VoteApi, annotatorId: string, leaving: string): Promise<Visit> {
  const next = await openVisit(api, null, () => true);
  return next.kind === "signed_in" && next.annotator.annotatorId !== annotatorId
    ? { kind: "replaced", leaving, successor: next.annotator }
    : { kind: "signed_out", problem: `Your session has ended. ${leaving}`, mayRepeat: false };
}

async function signIn(api: VoteApi, credential: Credential): Promise<RequestFailure | null> {
  try {
    await api.signIn(credential);
    return null;
  } catch (error) {
    if (error instanceof RequestFailure && error.kind !== "unavailable" && credential.kind !== "guest") {
      return error;
    }
    throw error;
  }
}

/** @param isSignedIn the server has just said so. */
async function resume(api: VoteApi, refusal: RequestFailure | null, isSignedIn: boolean): Promise<Opening> {
  try {
    return { kind: "signed_in", annotator: await api.readAnnotator() };
  } catch (error) {
    if (error instanceof RequestFailure && error.kind === "signed_out") {
      const problem = isSignedIn ? `${NO_COOKIES}, and come again.` : (refusal?.message ?? null);
      return { kind: "signed_out", problem, mayRepeat: isSignedIn };
    }
    throw error;
  }
}

function isPassing(error: unknown): boolean {
  return !(error instanceof RequestFailure) || error.kind === "unavailable";
}

function describe(error: unknown): string {
  return error instanceof RequestFailure && error.message !== "" ? error.message : "The server cannot be reached.";
}

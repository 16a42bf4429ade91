import type { Annotator, Credential } from "../api/annotator.ts";
import { RequestFailure } from "../api/request-failure.ts";
import type { VoteApi } from "../api/vote-api.ts";

/** How a visit begins. */
export type Visit =
  | { readonly kind: "signed_in"; readonly annotator: Annotator }
  /** `problem`: why not, in words for the visitor; null for somebody who just came. `mayRepeat`: the same may work later. */
  | { readonly kind: "signed_out"; readonly problem: string | null; readonly mayRepeat: boolean };

/**
 * Signs in with the credential, or goes on with the session that the browser still holds. A credential that was used up before is no obstacle to somebody who
 * is signed in: they opened their link again.
 */
export async function openVisit(api: VoteApi, credential: Credential | null): Promise<Visit> {
  try {
    const refusal = credential === null ? null : await signIn(api, credential);
    return await resume(api, refusal);
  } catch (error) {
    return { kind: "signed_out", problem: describe(error), mayRepeat: isPassing(error) };
  }
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

async function resume(api: VoteApi, refusal: RequestFailure | null): Promise<Visit> {
  try {
    return { kind: "signed_in", annotator: await api.readAnnotator() };
  } catch (error) {
    if (error instanceof RequestFailure && error.kind === "signed_out") {
      return { kind: "signed_out", problem: refusal?.message ?? null, mayRepeat: false };
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

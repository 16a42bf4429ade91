import type { Credential } from "../api/annotator.ts";

/** What MTurk gives as assignment to those who only look at a task. */
const MTURK_PREVIEW = "ASSIGNMENT_ID_NOT_AVAILABLE";

/** As our links have it, and as some programs rewrite it. What follows the token, such as the full stop of a sentence that the link stood in, is none of it. */
const INVITE = /^#invite(?:=|%3D)(\w+)/i;

/** What the page's address says about the visitor: what to sign in with, that they only look at a crowd's task, or nothing. */
export type Arrival =
  | { readonly kind: "credential"; readonly credential: Credential }
  | { readonly kind: "preview" }
  | { readonly kind: "plain" };

/** Reads an invite link (`#invite=…`) or the query parameters of Prolific and MTurk. */
export function readCredential(address: URL): Arrival {
  const inviteToken = INVITE.exec(address.hash)?.[1];
  if (inviteToken !== undefined) {
    return { kind: "credential", credential: { kind: "invite", inviteToken } };
  }
  const read = (name: string) => address.searchParams.get(name) ?? "";
  const [prolificPid, studyId, sessionId] = [read("PROLIFIC_PID"), read("STUDY_ID"), read("SESSION_ID")];
  if (prolificPid !== "") {
    return { kind: "credential", credential: { kind: "prolific", prolificPid, studyId, sessionId } };
  }
  const [workerId, assignmentId, hitId] = [read("workerId"), read("assignmentId"), read("hitId")];
  if (assignmentId === MTURK_PREVIEW) {
    return { kind: "preview" };
  }
  if (assignmentId !== "" && workerId !== "") {
    const turkSubmitTo = address.searchParams.get("turkSubmitTo");
    return { kind: "credential", credential: { kind: "mturk", workerId, assignmentId, hitId, turkSubmitTo } };
  }
  return { kind: "plain" };
}

/** The page's address without what somebody could sign in with. */
export function withoutCredential(address: URL): string {
  return address.pathname;
}

/** What a crowd's annotator does to be paid: so many votes, then a code or a form. */
export interface Completion {
  readonly votesNeeded: number;
  readonly votesDone: number;
  /** Null until enough votes are in, or where there is none to show. */
  readonly code: string | null;
  readonly returnUrl: string | null;
  /** A form to be posted to the crowd. */
  readonly submit: { readonly url: string; readonly fields: Readonly<Record<string, string>> } | null;
}

/** Who is signed in, as `GET /api/v1/annotators/me` tells. */
export interface Annotator {
  readonly annotatorId: string;
  readonly audience: string;
  readonly votesToday: number;
  /** For how long after a vote undo is offered, in milliseconds. */
  readonly undoMs: number;
  /** Minutes of work without a break. */
  readonly breakMinutes: { readonly nudge: number; readonly rest: number; readonly stop: number };
  /** Origins from which images, videos and sounds may be loaded. */
  readonly mediaOrigins: readonly string[];
  /** Null: not from a crowd. */
  readonly completion: Completion | null;
}

/** What a visitor signs in with. */
export type Credential =
  | { readonly kind: "invite"; readonly inviteToken: string }
  | { readonly kind: "prolific"; readonly prolificPid: string; readonly studyId: string; readonly sessionId: string }
  | {
      readonly kind: "mturk";
      readonly workerId: string;
      readonly assignmentId: string;
      readonly hitId: string;
      readonly turkSubmitTo: string | null;
    }
  | { readonly kind: "guest" };

import { UnauthenticatedError } from "../../domain/errors.ts";
import type { ServicePorts } from "../service-ports.ts";
import type { AnnotatorPorts } from "./annotator-ports.ts";
import { MTURK_SUBMIT_ADDRESSES, parseMturkVisit } from "./mturk-visit.ts";
import type { SignedIn } from "./session-look-ups.ts";

const DAY_MS = 86_400_000;
const PROLIFIC_COMPLETION = "https://app.prolific.com/submissions/complete";
const COMPLETION_TOKEN_CHARACTERS = 20;

/** What a crowd's visitor still has to do, and how they tell their crowd that it is done. */
export interface Completion {
  readonly votesNeeded: number;
  readonly votesDone: number;
  /** What proves it, once it is done; null before, and where the crowd has no codes. */
  readonly code: string | null;
  /** Where to go then. */
  readonly returnUrl: string | null;
  /** The form to hand in then. */
  readonly submit: { readonly url: string; readonly fields: Readonly<Record<string, string>> } | null;
}

export interface Progress {
  /** Votes since midnight, UTC. */
  readonly votesToday: number;
  readonly votesTotal: number;
  /** Null: nobody's visitor. */
  readonly completion: Completion | null;
}

type Ports = Pick<AnnotatorPorts, "admission" | "annotators" | "clock" | "sha256Hex"> & Pick<ServicePorts, "questions">;

/** How far an annotator has come. Throws UnauthenticatedError where they have begun another visit meanwhile. */
export async function readProgress(ports: Ports, signedIn: SignedIn): Promise<Progress> {
  const { tenantId, annotatorId } = signedIn.annotator;
  const now = ports.clock.now();
  // Looked up anew: a session that is remembered for a second longer must not prove a visit that is paid for.
  if (signedIn.session.visit !== null && (await ports.annotators.findSession(signedIn.session.tokenDigest)) === null) {
    throw new UnauthenticatedError("This visit is over: another one was begun. Open the task again to go on with it.");
  }
  const [today, visit] = await Promise.all([
    ports.questions.countVotes(tenantId, annotatorId, now - (now % DAY_MS)),
    signedIn.session.visit === null ? null : ports.questions.countVotes(tenantId, annotatorId, signedIn.session.createdAt),
  ]);
  return {
    votesToday: today.since,
    votesTotal: today.total,
    completion: visit === null ? null : toCompletion(ports, signedIn, visit.since),
  };
}

function toCompletion(ports: Ports, { annotator, session }: SignedIn, votesDone: number): Completion | null {
  const { prolific, mturk, votesPerVisit } = ports.admission;
  const standing = { votesNeeded: votesPerVisit, votesDone, code: null, returnUrl: null, submit: null };
  const isDone = votesDone >= votesPerVisit;
  if (annotator.source === "prolific" && prolific !== null) {
    const code = prolific.completionCode;
    return isDone ? { ...standing, code, returnUrl: `${PROLIFIC_COMPLETION}?cc=${encodeURIComponent(code)}` } : standing;
  }
  const visit = annotator.source === "mturk" ? parseMturkVisit(session.visit ?? "") : null;
  if (visit === null || mturk === null) {
    return null;
  }
  if (!isDone) {
    return standing;
  }
  const code = toCompletionToken(ports, mturk.completionSecret, visit.assignmentId);
  const url = `${MTURK_SUBMIT_ADDRESSES[visit.place]}/mturk/externalSubmit`;
  return { ...standing, code, submit: { url, fields: { assignmentId: visit.assignmentId, completionToken: code } } };
}

/** The first characters of SHA-256 over `<secret>:<assignment>`: whoever holds the secret can check it, nobody else can make it. */
function toCompletionToken({ sha256Hex }: Pick<Ports, "sha256Hex">, secret: string, assignmentId: string): string {
  return sha256Hex(`${secret}:${assignmentId}`).slice(0, COMPLETION_TOKEN_CHARACTERS);
}

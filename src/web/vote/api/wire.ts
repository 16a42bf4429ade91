// The server's answers as they come, and their translation. They come from the server that served the page: their shape is its contract, not checked again here.
import type { Annotator } from "./annotator.ts";
import type { Choice, Dimension, Message, Offer } from "./offer.ts";
import type { StoredVote } from "./stored-vote.ts";

interface WireQuestion {
  readonly question_id: string;
  readonly kind: "compare" | "rate";
  readonly instruction: string;
  readonly context: { readonly title: string; readonly messages: readonly Message[] };
  readonly left?: { readonly messages: readonly Message[] };
  readonly right?: { readonly messages: readonly Message[] };
  readonly item?: { readonly messages: readonly Message[] };
  readonly choices?: readonly Choice[];
  readonly dimensions: readonly Dimension[];
  readonly rating_scale?: { readonly min: number; readonly max: number };
}

/** A question with its lease. */
export interface WireOffer {
  readonly question: WireQuestion;
  readonly lease: { readonly lease_id: string; readonly expires_at: string; readonly heartbeat_ms: number };
}

/** A vote as kept. */
export interface WireVote {
  readonly vote_id: string;
  readonly choice?: string | null;
}

/** `GET /api/v1/annotators/me`. */
export interface WireAnnotator {
  readonly annotator_id: string;
  readonly audience: string;
  readonly votes_today: number;
  readonly undo_ms: number;
  readonly break_minutes: { readonly nudge: number; readonly rest: number; readonly stop: number };
  readonly media_origins: readonly string[];
  readonly completion: {
    readonly votes_needed: number;
    readonly votes_done: number;
    readonly code: string | null;
    readonly return_url: string | null;
    readonly submit: { readonly url: string; readonly fields: Readonly<Record<string, string>> } | null;
  } | null;
}

/** From the wire. */
export function toOffer(wire: WireOffer): Offer {
  const { question, lease } = wire;
  const base = {
    questionId: question.question_id,
    instruction: question.instruction,
    context: question.context,
    dimensions: question.dimensions,
  };
  const offered = { leaseId: lease.lease_id, heartbeatMs: lease.heartbeat_ms };
  if (question.kind === "rate") {
    const scale = question.rating_scale ?? { min: 1, max: 7 };
    return { ...offered, question: { ...base, kind: "rate", item: question.item?.messages ?? [], scale } };
  }
  return {
    ...offered,
    question: {
      ...base,
      kind: "compare",
      left: question.left?.messages ?? [],
      right: question.right?.messages ?? [],
      choices: question.choices ?? [],
    },
  };
}

/** From the wire. */
export function toStoredVote(wire: WireVote): StoredVote {
  return { voteId: wire.vote_id, choice: wire.choice ?? null };
}

/** From the wire. */
export function toAnnotator(wire: WireAnnotator): Annotator {
  const { completion } = wire;
  return {
    annotatorId: wire.annotator_id,
    audience: wire.audience,
    votesToday: wire.votes_today,
    undoMs: wire.undo_ms,
    breakMinutes: wire.break_minutes,
    mediaOrigins: wire.media_origins,
    completion:
      completion === null
        ? null
        : {
            votesNeeded: completion.votes_needed,
            votesDone: completion.votes_done,
            code: completion.code,
            returnUrl: completion.return_url,
            submit: completion.submit,
          },
  };
}

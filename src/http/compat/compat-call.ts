import type { Caller } from "../../services/caller.ts";
import type { GatheredConversations } from "../../services/scoring/gathered-conversations.ts";
import type { DirectAnswer } from "../direct-requests.ts";
import type { NemoSession } from "./nemo-gym/nemo-session.ts";

/** Requests of trainers that are gathered and answered together, by their dialect. */
export const COMPAT_KINDS = ["openrlhf", "slime", "nemo_gym_verify"] as const;
export type CompatKind = (typeof COMPAT_KINDS)[number];

/** What a request says of its scenario outside its body. */
export interface CompatPlace {
  /** Of the path; null: it names none. */
  readonly collectionSlug: string | null;
  readonly scenarioSlug: string | null;
  /** Of the cookie; null: there is none, or the dialect has no sessions. */
  readonly session: NemoSession | null;
}

/** A trainer's request, its key checked and its body not yet looked at. */
export interface CompatCall {
  readonly caller: Caller;
  /** When it came in, in milliseconds since 1970. */
  readonly arrivedAt: number;
  readonly place: CompatPlace;
  /** Of the address, without its question mark. */
  readonly query: string;
  readonly body: ArrayBuffer | Uint8Array;
}

/** Answers a trainer's request, wherever it came in. Rejects as the services do. */
export type AnswerCompat = (call: CompatCall) => Promise<DirectAnswer>;

/** How requests of one kind are answered. */
export interface CompatAnswerer {
  /** Milliseconds that a request with this query may take. Throws InvalidRequestError. */
  budgetMs(query: string): number;
  /** Puts what is to be scored to the others, before it waits for anything, and makes the answer of the values. Rejects as the services do. */
  answer(call: CompatCall, gathered: GatheredConversations): Promise<DirectAnswer>;
}

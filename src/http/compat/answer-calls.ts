import type { Caller } from "../../services/caller.ts";
import type { BatchHooks } from "../../services/scoring/batch-hooks.ts";
import { GatheredConversations, type GatheredCounts } from "../../services/scoring/gathered-conversations.ts";
import type { ScoringPorts } from "../../services/scoring/scoring-ports.ts";
import type { DirectAnswer } from "../direct-requests.ts";
import type { CompatCall, CompatKind } from "./compat-call.ts";
import type { CompatAnswerers } from "./create-compat-answerers.ts";

/** Requests of one tenant and kind under the same query. */
export interface CallBatch {
  readonly kind: CompatKind;
  /** On whose behalf they are scored: who asked first. */
  readonly caller: Caller;
  readonly query: string;
  readonly calls: readonly CompatCall[];
}

/** Takes what becomes of each request as soon as it is there, by its place. */
export interface AnsweredCalls {
  onAnswer(index: number, answer: DirectAnswer): void;
  onFailure(index: number, error: unknown): void;
}

/** Answers requests together: what they ask to have scored is scored as one batch. Never rejects; resolves when every one has its answer or its failure. */
export async function answerCalls(
  answerers: CompatAnswerers,
  ports: ScoringPorts,
  { kind, caller, calls }: CallBatch,
  answered: AnsweredCalls,
  hooks: Pick<BatchHooks<unknown>, "pause" | "signal">,
): Promise<GatheredCounts> {
  const gathered = new GatheredConversations();
  const answering = calls.map((call, index) =>
    answerers[kind].answer(call, gathered).then(
      (answer) => answered.onAnswer(index, answer),
      (error: unknown) => answered.onFailure(index, error),
    ),
  );
  const counts = await gathered.score(ports, caller, hooks);
  await Promise.all(answering);
  return counts;
}

import type { ShownMessage } from "./question.ts";

/** Two conversations, told apart into what they share and what each goes on with. */
export interface SplitContext<Message extends ShownMessage> {
  /** The messages that both begin with. */
  readonly context: readonly Message[];
  readonly a: readonly Message[];
  readonly b: readonly Message[];
}

/** Takes the beginning that two conversations share out of both: people read it once. The last message of either stays with its side, so that neither is left empty. */
export function splitContext<Message extends ShownMessage>(a: readonly Message[], b: readonly Message[]): SplitContext<Message> {
  const sharedMax = Math.max(0, Math.min(a.length, b.length) - 1);
  let shared = 0;
  while (shared < sharedMax && isSame(a[shared], b[shared])) {
    shared += 1;
  }
  return { context: a.slice(0, shared), a: a.slice(shared), b: b.slice(shared) };
}

function isSame(one: ShownMessage | undefined, other: ShownMessage | undefined): boolean {
  return one?.role === other?.role && one?.content === other?.content;
}

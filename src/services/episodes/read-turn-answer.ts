import type { TurnRecord } from "../../ports/episode-store.ts";
import type { TurnAnswer } from "./turn-answer.ts";

/** What a turn was answered, as it was kept. */
export function readTurnAnswer({ answer }: Pick<TurnRecord, "answer">): TurnAnswer {
  return JSON.parse(answer) as TurnAnswer;
}

import type { ServedQuestion } from "./served-question.ts";
import type { VotingPorts } from "./voting-ports.ts";

/** Whether votes on the question are still wanted: it has been neither answered nor given up. */
export function isUp({ board }: Pick<VotingPorts, "board">, { question }: ServedQuestion): boolean {
  return board.find(question.questionId)?.isUp === true;
}

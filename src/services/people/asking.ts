import type { QuestionStore } from "../../ports/question-store.ts";
import { NO_REQUEST } from "../caller.ts";
import type { ServicePorts } from "../service-ports.ts";
import type { AskingBoard } from "../voting/asking-board.ts";
import { AskedQuestions } from "./asked-questions.ts";
import { QuestionOpener } from "./question-opener.ts";

/** What all who ask people share: the same question asked by several is kept and up once. */
export interface Asking {
  readonly asked: AskedQuestions;
  readonly opener: QuestionOpener;
}

/** One for all who ask over the same board. What an asker throws when it is told of votes is reported. */
export function openAsking(
  board: AskingBoard,
  { questions, reportFault }: Pick<ServicePorts, "reportFault"> & { readonly questions: Pick<QuestionStore, "openQuestions"> },
): Asking {
  return {
    asked: new AskedQuestions(board, (fault) => reportFault(fault, NO_REQUEST)),
    opener: new QuestionOpener(questions),
  };
}

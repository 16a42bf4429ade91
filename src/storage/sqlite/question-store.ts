import type { QuestionStore } from "../../ports/question-store.ts";
import type { Synchronous } from "./store-operation.ts";

const later = (): never => {
  throw new Error("not there yet");
};

/** Not there yet. */
export class SqliteQuestionStore implements Synchronous<QuestionStore> {
  openQuestions = later;
  findQuestion = later;
  loadOpenQuestions = later;
  insertLease = later;
  findLease = later;
  endLease = later;
  recordVote = later;
  findVote = later;
  reviseVote = later;
  countVotes = later;
}

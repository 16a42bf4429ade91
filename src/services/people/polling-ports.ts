import type { Deadlines } from "../deadlines.ts";
import type { ServicePorts } from "../service-ports.ts";
import type { AskingPool } from "../voting/asking-board.ts";
import type { AskedQuestions } from "./asked-questions.ts";
import type { HeldAnswers } from "./held-answers.ts";
import type { QuestionOpener } from "./question-opener.ts";

/** What asking people for the sake of one answer needs of the world. */
export type PollingPorts = Pick<ServicePorts, "clock" | "sha256Hex" | "opinionKeeper" | "reportFault"> & {
  readonly pool: AskingPool;
  readonly deadlines: Deadlines;
  readonly held: HeldAnswers;
  /** Shared by all who ask: the same question asked by several is up once. */
  readonly asked: AskedQuestions;
  readonly opener: QuestionOpener;
};

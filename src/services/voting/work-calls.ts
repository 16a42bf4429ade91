import { type Annotator, mayAnswer } from "./annotator.ts";
import type { BoardPorts } from "./board-ports.ts";
import type { BoardQuestion } from "./board-question.ts";
import { WaitingLine } from "./waiting-line.ts";

/** Somebody who was told may be asleep: twice as many are told as are needed. */
const TOLD_FOR_A_PLACE = 2;
/** While somebody waits, time alone may make a question one for them: it is looked again that often, */
const LOOK_AGAIN_MS = 250;
/** and nobody is told again so soon. */
const TELL_AGAIN_MS = 1000;

/** What calls need to know of the board. */
export interface CallsBoard {
  isHolding(annotatorId: string): boolean;
  /** Questions that need another annotator now. */
  wanted(): Iterable<BoardQuestion>;
  readonly size: number;
}

/** Tells annotators who wait that there is a question for them. */
export class WorkCalls {
  readonly #ports: BoardPorts;
  readonly #board: CallsBoard;
  readonly #line: WaitingLine;
  #isLookingAgain = false;

  constructor(ports: BoardPorts, board: CallsBoard) {
    this.#ports = ports;
    this.#board = board;
    this.#line = new WaitingLine((annotatorId) => board.isHolding(annotatorId));
  }

  /** The listener is called whenever a question may be there for the annotator. The returned function ends it. */
  join(annotator: Annotator, listener: () => void): () => void {
    const leave = this.#line.join(annotator, () => {
      try {
        listener();
      } catch (fault) {
        this.#ports.reportFault(fault);
      }
    });
    this.lookAgainLater();
    return leave;
  }

  /** The annotator holds nothing any more: they are told again of what comes up. */
  release(annotatorId: string): void {
    this.#line.release(annotatorId);
    this.lookAgainLater();
  }

  /** Tells those who may take a place of the question. */
  call(question: BoardQuestion, toldSince = Number.POSITIVE_INFINITY): void {
    const { places } = question.need;
    if (places > 0 && this.#line.size > 0) {
      this.#line.wake(
        question.record.tenantId,
        TOLD_FOR_A_PLACE * places,
        this.#ports.clock.now(),
        toldSince,
        (annotator) => mayAnswer(annotator, question.record) && !question.seenBy.has(annotator.annotatorId),
      );
    }
  }

  /** Keeps looking while somebody waits who holds nothing, and anything is up. */
  lookAgainLater(): void {
    if (this.#isLookingAgain || this.#line.size === 0 || this.#board.size === 0) {
      return;
    }
    this.#isLookingAgain = true;
    this.#ports.deadlines.add(this.#ports.clock.now() + LOOK_AGAIN_MS, () => {
      this.#isLookingAgain = false;
      this.lookAgainLater();
      this.#look(this.#ports.clock.now() - TELL_AGAIN_MS);
    });
  }

  /** Tells of the questions for as long as there is anybody to be told: a pool at work is not asked about thousands of questions. */
  #look(toldSince: number): void {
    for (const question of this.#line.hasFree(toldSince) ? [...this.#board.wanted()] : []) {
      if (!this.#line.hasFree(toldSince)) {
        return;
      }
      this.call(question, toldSince);
    }
  }
}

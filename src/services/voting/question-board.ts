import type { Annotator } from "./annotator.ts";
import type { AskingBoard } from "./asking-board.ts";

/** The open questions with their votes and live leases, in memory. */
export class QuestionBoard implements AskingBoard {
  get size(): number {
    return 0;
  }
  open(): void {
    throw new Error("not there yet");
  }
  setTerms(): void {
    throw new Error("not there yet");
  }
  close(): void {
    throw new Error("not there yet");
  }
  votesOf(): readonly never[] {
    return [];
  }
  onWork(_annotator: Annotator, _listener: () => void): () => void {
    throw new Error("not there yet");
  }
  watch(): () => void {
    throw new Error("not there yet");
  }
}

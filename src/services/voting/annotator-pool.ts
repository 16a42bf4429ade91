import type { Annotator } from "./annotator.ts";
import type { AskingPool } from "./asking-board.ts";
import type { PoolMeasure } from "./pool-measure.ts";

/** Who is there to vote, and how fast they are. */
export class AnnotatorPool implements AskingPool {
  isLive(): boolean {
    return false;
  }
  expectVotes(): number {
    return 0;
  }
  arrive(_annotator: Annotator): () => void {
    throw new Error("not there yet");
  }
  measure(): PoolMeasure {
    throw new Error("not there yet");
  }
}

import type { ScoringHead, ScoringListener } from "../../ports/scoring-threads.ts";

/** Lines are sent on once they are this long together … */
const CHUNK_CHARACTERS = 16_384;
/** … or this much time has passed since the last were. */
const CHUNK_MS = 25;

/** Writes results as lines of JSON, gathered to chunks: a message or a packet a line would cost more than many a result. */
export class LineWriter {
  readonly #listener: ScoringListener;
  readonly #head: ScoringHead;
  readonly #stopwatch: () => number;
  #pending = "";
  #sentMs: number;
  #hasBegun = false;

  constructor(listener: ScoringListener, head: ScoringHead, stopwatch: () => number) {
    this.#listener = listener;
    this.#head = head;
    this.#stopwatch = stopwatch;
    this.#sentMs = stopwatch();
  }

  write(result: object): void {
    this.#pending += `${JSON.stringify(result)}\n`;
    if (this.#pending.length >= CHUNK_CHARACTERS || this.#stopwatch() - this.#sentMs >= CHUNK_MS) {
      this.flush();
    }
  }

  /** Sends what is gathered. From the first time on the answer has begun. */
  flush(): void {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#listener.begin(this.#head);
    }
    if (this.#pending !== "") {
      this.#listener.write(this.#pending);
      this.#pending = "";
    }
    this.#sentMs = this.#stopwatch();
  }
}

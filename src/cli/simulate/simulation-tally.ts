import type { WireVote } from "./voting-wire.ts";

/** What came of a simulation so far. */
export interface SimulationFigures {
  /** Acknowledged. */
  readonly votes: number;
  readonly votesPerMinute: number;
  /** From sending a vote to its acknowledgement, of the sending that was answered; NaN where there is none. */
  readonly acknowledgedP50Ms: number;
  readonly acknowledgedP99Ms: number;
  readonly late: number;
  readonly uncounted: number;
  /** Sent again after a broken connection or a busy server, or on purpose. */
  readonly sentAgain: number;
  /** Sent again on purpose and answered with another vote than the first time: never in a sound server. */
  readonly contradicted: number;
  /** Requests for a question that found the server away or in trouble. */
  readonly disturbances: number;
  /** Answered with a refusal that no later try would mend. */
  readonly refused: number;
  /** Not acknowledged when the simulation was over. */
  readonly unacknowledged: number;
  /** Of the votes that name one of two unequal answers, the share that names the better one; NaN where there are none. */
  readonly rightShare: number;
}

/** Counts what annotators do. */
export class SimulationTally {
  readonly #acknowledgedMs: number[] = [];
  #late = 0;
  #uncounted = 0;
  #right = 0;
  #wrong = 0;
  sentAgain = 0;
  disturbances = 0;
  contradicted = 0;
  refused = 0;
  unacknowledged = 0;

  get votes(): number {
    return this.#acknowledgedMs.length;
  }

  acknowledge(vote: WireVote, elapsedMs: number, isRight: boolean | null): void {
    this.#acknowledgedMs.push(elapsedMs);
    this.#late += vote.late ? 1 : 0;
    this.#uncounted += vote.counted ? 0 : 1;
    this.#right += isRight === true ? 1 : 0;
    this.#wrong += isRight === false ? 1 : 0;
  }

  /** @param elapsedMs since the first annotator began. */
  measure(elapsedMs: number): SimulationFigures {
    const sorted = this.#acknowledgedMs.toSorted((a, b) => a - b);
    const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
    return {
      votes: this.votes,
      votesPerMinute: elapsedMs > 0 ? (60_000 * this.votes) / elapsedMs : 0,
      acknowledgedP50Ms: quantile(0.5),
      acknowledgedP99Ms: quantile(0.99),
      late: this.#late,
      uncounted: this.#uncounted,
      sentAgain: this.sentAgain,
      disturbances: this.disturbances,
      contradicted: this.contradicted,
      refused: this.refused,
      unacknowledged: this.unacknowledged,
      rightShare: this.#right / (this.#right + this.#wrong),
    };
  }
}

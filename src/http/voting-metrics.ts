import { Counter, type Registry } from "prom-client";
import { BoundHistogram, type BoundSeries } from "./bound-histogram.ts";

/** Around what a group commit takes. */
const COMMIT_BUCKETS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** What `/metrics` counts of votes. */
export class VotingMetrics {
  readonly #acknowledged: Counter;
  readonly #late: Counter;
  readonly #commitSeconds: BoundSeries;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#acknowledged = new Counter({ name: "votes_acked_total", help: "Votes acknowledged, repeated ones too.", registers });
    this.#late = new Counter({ name: "votes_late_total", help: "Of these, those marked late.", registers });
    this.#commitSeconds = new BoundHistogram({
      name: "vote_commit_seconds",
      help: "Seconds from a vote's arrival at the service until it is on disk.",
      buckets: COMMIT_BUCKETS_SECONDS,
      registers,
    }).seriesOf("", {});
  }

  /** Counts a vote that was acknowledged. */
  observeVote(isLate: boolean, commitSeconds: number): void {
    this.#acknowledged.inc();
    if (isLate) {
      this.#late.inc();
    }
    this.#commitSeconds.observe(commitSeconds);
  }
}

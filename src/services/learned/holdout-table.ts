import {
  addPrediction,
  createTally,
  type HoldoutMetrics,
  type HoldoutTally,
  measureTally,
} from "../../domain/learned/holdout-tally.ts";
import type { FoldPrediction } from "../../domain/learned/vote-fold.ts";

/** Rows of the table end at so many votes; the last one has no end. */
const BAND_ENDS = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

/** What predictions were worth while so many votes had been learned from. */
export interface HoldoutBand extends HoldoutMetrics {
  /** First and last vote of the row, counted from 1. */
  readonly from: number;
  readonly to: number;
}

/** Held-out predictions by how many votes came before: of all scenarios together, and of each by its own votes. */
export class HoldoutTable {
  readonly #overall: HoldoutTally[] = [];
  readonly #scenarios = new Map<string, HoldoutTally[]>();

  /** Counts the next prediction. */
  add(prediction: FoldPrediction): void {
    const own = this.#scenarios.get(prediction.scenarioKey) ?? [];
    this.#scenarios.set(prediction.scenarioKey, own);
    addToBands(this.#overall, prediction);
    addToBands(own, prediction);
  }

  get overall(): readonly HoldoutBand[] {
    return toBands(this.#overall);
  }

  /** By `collection/scenario`, in order of first appearance. */
  get scenarios(): ReadonlyMap<string, readonly HoldoutBand[]> {
    return new Map([...this.#scenarios].map(([key, tallies]) => [key, toBands(tallies)]));
  }
}

function addToBands(tallies: HoldoutTally[], prediction: FoldPrediction): void {
  const seen = tallies.reduce((sum, { votes }) => sum + votes, 0);
  const found = BAND_ENDS.findIndex((end) => seen < end);
  const place = found === -1 ? BAND_ENDS.length : found;
  while (tallies.length <= place) {
    tallies.push(createTally());
  }
  const tally = tallies[place];
  if (tally !== undefined) {
    addPrediction(tally, prediction);
  }
}

function toBands(tallies: readonly HoldoutTally[]): readonly HoldoutBand[] {
  return tallies.map((tally, place) => {
    const from = (BAND_ENDS[place - 1] ?? 0) + 1;
    return { from, to: from + tally.votes - 1, ...measureTally(tally) };
  });
}

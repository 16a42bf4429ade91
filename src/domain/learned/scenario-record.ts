import { REFERENCES_MAX, STREAMS } from "./bt-hash.ts";
import type { CandidateFeatures } from "./candidate-features.ts";
import { createGate, type Gate, type GateRule } from "./gate.ts";
import { hashText } from "./hash-words.ts";
import { createTally, type HoldoutTally } from "./holdout-tally.ts";
import { type ScenarioSlots, scenarioSlots } from "./model-slots.ts";
import type { RecentPredictions } from "./recent-predictions.ts";

/** Prompts that are counted one by one; there may be more. */
const PROMPTS_MAX = 1024;

/** Predictions and the temperatures that follow from the last of them. */
export interface Temperatures {
  readonly recent: RecentPredictions;
  /** Predictions so far. */
  count: number;
  /** ln of the temperature that all of them say, at 0, and behind it what they say without stream s, at s + 1. */
  lnTemperatures: number[];
}

/** What is known of one scenario. */
export interface ScenarioRecord {
  readonly key: string;
  readonly slots: ScenarioSlots;
  readonly gate: Gate;
  readonly holdout: HoldoutTally;
  readonly temperatures: Temperatures;
  /** Hashes of the prompts seen, up to a number. */
  readonly prompts: Set<number>;
  /** A uniform sample of the candidates that were voted on. */
  readonly references: CandidateFeatures[];
  /** Candidates it is a sample of. */
  candidates: number;
}

/** A scenario of which nothing is known. @param index its number in order of first appearance. */
export function createScenarioRecord(key: string, index: number, rule: GateRule): ScenarioRecord {
  return {
    key,
    slots: scenarioSlots(key, index),
    gate: createGate(rule),
    holdout: createTally(),
    temperatures: createTemperatures(),
    prompts: new Set(),
    references: [],
    candidates: 0,
  };
}

/** No predictions: temperature 1 throughout. */
export function createTemperatures(): Temperatures {
  return { recent: { kept: [], next: 0 }, count: 0, lnTemperatures: new Array<number>(STREAMS + 1).fill(0) };
}

/** Notes a prompt and, by a draw that depends on the count alone, may take a candidate into the sample. */
export function rememberCandidate(record: ScenarioRecord, promptHash: number, candidate: CandidateFeatures): void {
  if (record.prompts.size < PROMPTS_MAX) {
    record.prompts.add(promptHash);
  }
  record.candidates += 1;
  const place =
    record.candidates <= REFERENCES_MAX
      ? record.candidates - 1
      : hashText(`reference|${record.key}|${record.candidates}`) % record.candidates;
  if (place < REFERENCES_MAX) {
    record.references[place] = candidate;
  }
}

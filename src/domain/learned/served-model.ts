import { mean } from "../numerics/mean.ts";
import { sigmoid } from "../numerics/sigmoid.ts";
import type { CandidateFeatures } from "./candidate-features.ts";
import { type HoldoutMetrics, measureTally } from "./holdout-tally.ts";
import { weightsOf } from "./linear-models.ts";
import { scenarioSlots, scoreCandidate } from "./model-slots.ts";
import { blendLnTemperature, type FoldState } from "./vote-fold.ts";

/** What is needed to score candidates. Plain data: it is handed from one thread to another. */
export interface ServedModel {
  /** Of the model that answers, one a slot. */
  readonly weights: Float32Array<ArrayBuffer>;
  readonly scenarios: readonly ServedScenario[];
}

/** One scenario, in order of first appearance. */
export interface ServedScenario {
  /** `collection/scenario`. */
  readonly key: string;
  readonly isActive: boolean;
  readonly temperature: number;
  /** Scores of the reference answers, before the temperature. */
  readonly referenceScores: readonly number[];
}

/** What was measured of a fold: plain data, kept beside it as JSON. */
export interface FoldMetrics {
  readonly overall: HoldoutMetrics & { readonly prompts: number };
  readonly scenarios: readonly ScenarioMetrics[];
}

export interface ScenarioMetrics extends HoldoutMetrics {
  readonly key: string;
  /** `demoted`: it was active and is not any more. */
  readonly state: "active" | "inactive" | "demoted";
  /** Distinct ones, counted up to 1024. */
  readonly prompts: number;
}

/** How candidates stand to each other and to the scenario's reference answers. */
export interface CandidateStanding {
  /** One a candidate: differences are calibrated log-odds. */
  readonly raws: readonly number[];
  /** One a candidate: mean probability of being preferred to a reference answer, 0..1. */
  readonly rewards: readonly number[];
  /** Mean calibrated probability, over all pairs of candidates, that people prefer the one that the model does, 0.5..1; of a single one, that its reward is on its side of one half. */
  readonly confidence: number;
}

/** Takes out of a fold what answers. */
export function serveFold(state: FoldState): ServedModel {
  const weights = weightsOf(state.models, 0);
  return {
    weights,
    scenarios: [...state.scenarios.values()].map(({ key, slots, gate, temperatures, references }) => ({
      key,
      isActive: gate.isActive,
      temperature: Math.exp(blendLnTemperature(state.temperatures, temperatures, 0)),
      referenceScores: references.map((candidate) => scoreCandidate(weights, candidate, slots)),
    })),
  };
}

/** Reads what the held-out predictions of a fold were worth. */
export function measureFold(state: FoldState): FoldMetrics {
  const scenarios = [...state.scenarios.values()];
  return {
    overall: {
      ...measureTally(state.holdout),
      prompts: scenarios.reduce((sum, { prompts }) => sum + prompts.size, 0),
    },
    scenarios: scenarios.map(({ key, gate, holdout, prompts }) => ({
      key,
      state: gate.isActive ? "active" : gate.demotions > 0 ? "demoted" : "inactive",
      prompts: prompts.size,
      ...measureTally(holdout),
    })),
  };
}

/** Places candidates with the same prompt, one at least, on a scenario's scale. @param index the scenario's place in the model. */
export function standCandidates(model: ServedModel, index: number, candidates: readonly CandidateFeatures[]): CandidateStanding {
  const { key = "", temperature = 1, referenceScores = [] } = model.scenarios[index] ?? {};
  const slots = scenarioSlots(key, index);
  const raws = candidates.map((candidate) => scoreCandidate(model.weights, candidate, slots) / temperature);
  const references = referenceScores.map((score) => score / temperature);
  const rewards = raws.map((raw) => meanOrMiddle(references.map((reference) => sigmoid(raw - reference))));
  const [only = 0.5] = rewards;
  return { raws, rewards, confidence: raws.length === 1 ? Math.max(only, 1 - only) : pairConfidence(raws) };
}

function pairConfidence(raws: readonly number[]): number {
  return meanOrMiddle(raws.flatMap((first, place) => raws.slice(place + 1).map((second) => sigmoid(Math.abs(first - second)))));
}

/** One half of nothing: there is nothing to tell by. */
function meanOrMiddle(values: readonly number[]): number {
  return values.length === 0 ? 0.5 : mean(values);
}

import { COIN_LOG_LOSS, logLoss } from "../numerics/log-loss.ts";
import { type GateRule, observeGain } from "./gate.ts";
import { hashText } from "./hash-words.ts";
import { addPrediction, createTally, type HoldoutPrediction, type HoldoutTally } from "./holdout-tally.ts";
import { REPLAYS, RESERVOIR_SIZE, SCENARIOS_MAX, STREAMS } from "./learned-model.ts";
import {
  createLinearModels,
  type FeatureDifference,
  type LearningRate,
  type LinearModels,
  learnDifference,
  marginsOf,
} from "./linear-models.ts";
import { createDifference, type ScenarioSlots, SLOTS, scenarioSlots, writeDifference } from "./model-slots.ts";
import { fitLnTemperature, keepPrediction } from "./recent-predictions.ts";
import {
  createScenarioRecord,
  createTemperatures,
  rememberCandidate,
  type ScenarioRecord,
  type Temperatures,
} from "./scenario-record.ts";
import { LENGTH_FEATURE } from "./style-features.ts";
import type { VoteExample } from "./vote-example.ts";

const RATE: LearningRate = { step: 0.02, squaresStart: 1e-2, decay: 1e-4 };
/** The baseline has one feature where the model has many that go with it, length in characters, sentences, words: at the model's pace it would lose to it even where people go by length alone. */
const LENGTH_RATE: LearningRate = { step: 0.3, squaresStart: 1, decay: 1e-4 };
/** Temperatures are fitted anew after so many predictions, on so many of the last. */
const TEMPERATURE_VOTES = 100;
const RECENT_OF_SCENARIO = 500;
const RECENT_OF_ALL = 1000;
/** A scenario's own temperature counts in full from so many predictions on; before, in part. */
const OWN_TEMPERATURE_VOTES = 200;

/** A place in the log of votes. */
export interface FoldPosition {
  readonly recordedAt: number;
  readonly voteId: string;
}

/** Part of the log, after the one place (null: from the beginning) up to and with the other. */
export interface LeftOutStretch {
  readonly after: FoldPosition | null;
  readonly upTo: FoldPosition;
}

/** All that votes have taught so far. Plain data: the same votes in the same order make the same state, bit by bit. */
export interface FoldState {
  /** Votes learned from. */
  votes: number;
  /** Of the last of them. */
  learnedUpTo: FoldPosition | null;
  /** What is left out of the log because what followed from it was rolled back. */
  readonly leftOut: LeftOutStretch[];
  readonly models: LinearModels;
  /** The length-only baseline, with the same streams: slot 0 for all scenarios, then one for each. */
  readonly lengths: LinearModels;
  readonly reservoir: VoteExample[];
  readonly scenarios: Map<string, ScenarioRecord>;
  readonly holdout: HoldoutTally;
  readonly temperatures: Temperatures;
}

/** A prediction and whose it was. */
export interface FoldPrediction extends HoldoutPrediction {
  readonly scenarioKey: string;
  /** The log-odds before the temperature. */
  readonly margin: number;
}

/** Nothing learned yet. */
export function createFoldState(): FoldState {
  return {
    votes: 0,
    learnedUpTo: null,
    leftOut: [],
    models: createLinearModels(SLOTS),
    lengths: createLinearModels(1 + SCENARIOS_MAX),
    reservoir: [],
    scenarios: new Map(),
    holdout: createTally(),
    temperatures: createTemperatures(),
  };
}

/**
 * Learns from votes, one after another: first predicts, then learns.
 *
 * Each vote is predicted by the witness of its prompt's stream, which has learned from no vote on any prompt of that stream, neither directly nor again. So what is measured is how well a model that learned from the votes
 * so far on four fifths of the prompts predicts a vote on a prompt that is new to it; the model that answers has learned from a fifth more. The length-only baseline is held to the same. The temperature, one number, is fitted to
 * earlier predictions on other streams' prompts, by witnesses that did learn from this stream's: that is all by which votes on a prompt could tell on what is said of it.
 */
export class VoteFold {
  readonly state: FoldState;
  readonly #rule: GateRule;
  readonly #difference = createDifference();
  readonly #length: FeatureDifference = { slots: new Int32Array(2), values: new Float64Array(2), count: 0 };

  /** @param state is learned on from, and changed. */
  constructor(state: FoldState, rule: GateRule) {
    this.state = state;
    this.#rule = rule;
  }

  /** Learns from one vote. Returns what was predicted of it before. */
  learn(example: VoteExample): FoldPrediction {
    const { state } = this;
    const scenario = this.#scenarioOf(example.scenarioKey);
    const stream = streamOf(example);
    const prediction = this.#predict(example, scenario, stream);
    this.#observe(prediction, example, scenario, stream);
    this.#learnOnce(example);
    state.votes += 1;
    this.#sample(example);
    for (let replay = 0; replay < REPLAYS; replay += 1) {
      const again = state.reservoir[hashText(`replay|${state.votes}|${replay}`) % state.reservoir.length];
      if (again !== undefined) {
        this.#learnOnce(again);
      }
    }
    return prediction;
  }

  #scenarioOf(key: string): ScenarioRecord | null {
    const { scenarios } = this.state;
    const known = scenarios.get(key);
    if (known !== undefined || scenarios.size >= SCENARIOS_MAX) {
      return known ?? null;
    }
    const created = createScenarioRecord(key, scenarios.size, this.#rule);
    scenarios.set(key, created);
    return created;
  }

  #predict(example: VoteExample, scenario: ScenarioRecord | null, stream: number) {
    const { state } = this;
    this.#write(example);
    const margin = marginsOf(state.models, this.#difference)[1 + stream] ?? 0;
    const lnTemperature = blendLnTemperature(state.temperatures, scenario?.temperatures ?? null, 1 + stream);
    const said: FoldPrediction = {
      scenarioKey: example.scenarioKey,
      margin,
      logOdds: margin * Math.exp(-lnTemperature),
      lengthLogOdds: marginsOf(state.lengths, this.#length)[1 + stream] ?? 0,
      lengthDifference: this.#length.values[0] ?? 0,
      target: example.target,
      weight: example.weight,
    };
    return said;
  }

  #observe(said: FoldPrediction, example: VoteExample, scenario: ScenarioRecord | null, stream: number): void {
    const { target, weight, promptHash } = example;
    const raw = { margin: said.margin, target, weight, stream };
    addPrediction(this.state.holdout, said);
    noteTemperature(this.state.temperatures, raw, RECENT_OF_ALL);
    if (scenario === null) {
      return;
    }
    addPrediction(scenario.holdout, said);
    noteTemperature(scenario.temperatures, raw, RECENT_OF_SCENARIO);
    const loss = logLoss(said.logOdds, target);
    observeGain(scenario.gate, this.#rule, promptHash, {
      weight,
      overConstant: weight * (COIN_LOG_LOSS - loss),
      overLength: weight * (logLoss(said.lengthLogOdds, target) - loss),
    });
    rememberCandidate(scenario, promptHash, example.a);
    rememberCandidate(scenario, promptHash, example.b);
  }

  #learnOnce(example: VoteExample): void {
    this.#write(example);
    const heldOut = 1 + streamOf(example);
    learnDifference(this.state.models, this.#difference, example, heldOut, RATE);
    learnDifference(this.state.lengths, this.#length, example, heldOut, LENGTH_RATE);
  }

  /** Writes both differences of an example. */
  #write({ scenarioKey, a, b }: VoteExample): void {
    const slots: ScenarioSlots = this.state.scenarios.get(scenarioKey)?.slots ?? scenarioSlots(scenarioKey, null);
    writeDifference(this.#difference, a, b, slots);
    const value = (a.style[LENGTH_FEATURE] ?? 0) - (b.style[LENGTH_FEATURE] ?? 0);
    this.#length.slots.set([0, 1 + (slots.index ?? 0)]);
    this.#length.values.fill(value);
    this.#length.count = slots.index === null ? 1 : 2;
  }

  /** Vitter's algorithm R, by draws that depend on the count alone. */
  #sample(example: VoteExample): void {
    const { votes, reservoir } = this.state;
    const place = votes <= RESERVOIR_SIZE ? votes - 1 : hashText(`reservoir|${votes}`) % votes;
    if (place < RESERVOIR_SIZE) {
      reservoir[place] = example;
    }
  }
}

/** ln of the temperature at a place of `lnTemperatures`: the scenario's own as far as it has predictions enough, for the rest that of all. */
export function blendLnTemperature(ofAll: Temperatures, own: Temperatures | null, place: number): number {
  const share = own === null ? 0 : Math.min(1, own.count / OWN_TEMPERATURE_VOTES);
  return share * (own?.lnTemperatures[place] ?? 0) + (1 - share) * (ofAll.lnTemperatures[place] ?? 0);
}

function streamOf({ promptHash }: VoteExample): number {
  return promptHash % STREAMS;
}

function noteTemperature(temperatures: Temperatures, raw: Parameters<typeof keepPrediction>[1], max: number): void {
  keepPrediction(temperatures.recent, raw, max);
  temperatures.count += 1;
  if (temperatures.count % TEMPERATURE_VOTES === 0) {
    temperatures.lnTemperatures = temperatures.lnTemperatures.map((_value, place) =>
      fitLnTemperature(temperatures.recent, place === 0 ? null : place - 1),
    );
  }
}

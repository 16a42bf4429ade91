import { addGain, fadeEvidence, gainLowerBound, type PromptEvidence, type PromptGain } from "./prompt-evidence.ts";

/** Risk of activating a model that is no better, over all looks of one attempt together. */
const RISK = 0.05;
/** Looks at an active model come after so many votes. */
const WINDOW_VOTES = 100;
/** Looks at an inactive one come ever more rarely, so that few are needed and each may be strict only so far. */
const LOOK_GROWTH = 1.5;
/** What evidence still counts after a look: a model that has learned since is not held to what it said then, nor praised for it. */
const FADE_INACTIVE = 0.8;
const FADE_ACTIVE = 0.9;
/** Failing looks in succession that take an active model out of use. */
const FAILURES_MAX = 2;

/** What a scenario's votes must show before the model may speak. */
export interface GateRule {
  readonly minVotes: number;
  /** At least 2. */
  readonly minPrompts: number;
}

/** Whether the model may answer for a scenario, and the evidence since it last came in or went out of question. */
export interface Gate {
  isActive: boolean;
  /** Predictions since the beginning, or since it was demoted. */
  votes: number;
  /** Looks of this attempt that found too little. */
  looks: number;
  nextLookVotes: number;
  /** Failing looks in succession while active. */
  failures: number;
  /** How often it was taken out of use. */
  demotions: number;
  readonly evidence: PromptEvidence;
}

/** A gate that is closed. */
export function createGate(rule: GateRule): Gate {
  return {
    isActive: false,
    votes: 0,
    looks: 0,
    nextLookVotes: rule.minVotes,
    failures: 0,
    demotions: 0,
    evidence: new Map(),
  };
}

/**
 * Counts one prediction, and where it is time looks at the evidence.
 *
 * An inactive model becomes active where the lower bound of its gain over the better baseline is above 0. Looking again and again would sooner or later find luck, so look k of an attempt is held to the confidence
 * 1 − 0.05/(k·(k + 1)): these risks add up to 5 % over however many looks. An active one is looked at after every 100 votes, at 95 %; two failing looks in succession demote it, and the next attempt starts from nothing.
 */
export function observeGain(gate: Gate, rule: GateRule, promptHash: number, gain: Readonly<PromptGain>): void {
  addGain(gate.evidence, promptHash, gain);
  gate.votes += 1;
  if (gate.votes < gate.nextLookVotes) {
    return;
  }
  if (gate.isActive) {
    lookAtActive(gate, rule);
  } else {
    lookAtInactive(gate, rule);
  }
}

function lookAtInactive(gate: Gate, rule: GateRule): void {
  if (gate.evidence.size < rule.minPrompts) {
    gate.nextLookVotes = gate.votes + WINDOW_VOTES;
    return;
  }
  gate.looks += 1;
  const level = 1 - RISK / (gate.looks * (gate.looks + 1));
  gate.isActive = gainLowerBound(gate.evidence, level) > 0;
  gate.failures = 0;
  gate.nextLookVotes = gate.isActive
    ? gate.votes + WINDOW_VOTES
    : Math.max(gate.votes + WINDOW_VOTES, Math.ceil(gate.votes * LOOK_GROWTH));
  fadeEvidence(gate.evidence, gate.isActive ? FADE_ACTIVE : FADE_INACTIVE);
}

function lookAtActive(gate: Gate, rule: GateRule): void {
  gate.failures = gainLowerBound(gate.evidence, 1 - RISK) > 0 ? 0 : gate.failures + 1;
  gate.nextLookVotes = gate.votes + WINDOW_VOTES;
  fadeEvidence(gate.evidence, FADE_ACTIVE);
  if (gate.failures >= FAILURES_MAX) {
    Object.assign(gate, { ...createGate(rule), demotions: gate.demotions + 1, evidence: gate.evidence });
    gate.evidence.clear();
  }
}

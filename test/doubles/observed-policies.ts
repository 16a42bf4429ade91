// Policies as the monitors see them: numbers drawn by a seed, no words.

import type { WatchedAnswer } from "../../src/domain/monitors/watched-answer.ts";
import { createDraws } from "../../src/domain/numerics/create-draws.ts";

/** A policy's answers to one prompt. @param hour since it began, with fractions. */
export type ObservedPolicy = (draws: Draws, hour: number) => readonly WatchedAnswer[];

/** A stream of random numbers that a seed fixes. */
export interface Draws {
  /** 0 ≤ x < 1. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/** Normals are Box and Muller's. */
export function drawsFrom(seed: number): Draws {
  const uniform = createDraws(seed);
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()) };
}

export interface Habits {
  readonly groupSize: number;
  /** Mean of the reward's log-odds, how much it differs between prompts, and among answers to one. */
  readonly quality: number;
  readonly betweenPrompts: number;
  readonly withinPrompt: number;
  /** Doublings of the characters. */
  readonly length: number;
  /** Correlation of an answer's quality with its length. */
  readonly lengthPays: number;
  readonly repetition: number;
  /** Chance that all answers to a prompt are the same, and the chances of an answer. */
  readonly sameAnswers: number;
  readonly unscored: number;
  readonly injected: number;
}

export const HONEST: Habits = {
  groupSize: 8,
  quality: 0.3,
  betweenPrompts: 0.8,
  withinPrompt: 0.7,
  length: 9,
  lengthPays: 0.25,
  repetition: 0.03,
  sameAnswers: 0.1,
  unscored: 0.01,
  injected: 0.003,
};

/** A policy with habits that may change by the hour. */
export function policyWith(habitsAt: (hour: number) => Habits): ObservedPolicy {
  return (draws, hour) => {
    const habits = habitsAt(hour);
    const prompt = { quality: draws.normal() * habits.betweenPrompts, length: draws.normal() * 0.6 };
    if (draws.uniform() < habits.sameAnswers) {
      const answer = drawAnswer(draws, habits, prompt);
      return Array.from({ length: habits.groupSize }, () => answer);
    }
    return Array.from({ length: habits.groupSize }, () => drawAnswer(draws, habits, prompt));
  };
}

function drawAnswer(draws: Draws, habits: Habits, prompt: { readonly quality: number; readonly length: number }): WatchedAnswer {
  const [shared, own] = [draws.normal(), draws.normal()];
  const quality = habits.lengthPays * shared + Math.sqrt(1 - habits.lengthPays ** 2) * own;
  const logOdds = habits.quality + prompt.quality + habits.withinPrompt * quality;
  // Judged by twenty checks: rewards come in steps, and some reach a bound.
  const reward = Math.round(20 / (1 + Math.exp(-logOdds))) / 20;
  return {
    reward: draws.uniform() < habits.unscored ? null : reward,
    characters: Math.round(2 ** (habits.length + prompt.length + 0.5 * shared)),
    repetition: Math.max(0, Math.min(1, habits.repetition * (1 + 0.5 * draws.normal()))),
    isAtClip: reward === 0 || reward === 1,
    isInjectionSuspected: draws.uniform() < habits.injected,
  };
}

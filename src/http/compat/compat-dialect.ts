import type { SampleValue } from "../../services/scoring/sample-value.ts";
import type { CompatKnobs } from "./compat-knobs.ts";
import type { ScenarioAddress } from "./read-label.ts";
import type { Sample } from "./score-samples.ts";
import type { FloatJson } from "./write-float-json.ts";

/** What a dialect is told of a request besides its body. */
export interface DialectTerms {
  readonly knobs: CompatKnobs;
  /** The scenario in the path; null: there is none. */
  readonly address: ScenarioAddress | null;
  /** The keys of every answer's dimensions; empty where nobody says which. */
  readonly dimensionKeys: readonly string[];
}

/** A request as its dialect understands it. */
export interface DialectRequest {
  readonly samples: readonly Sample[];
  /** The body of the answer. @param values of the samples, in order; one without a reward only where the caller chose what stands for it. */
  write(values: readonly SampleValue[]): FloatJson;
}

/** How a trainer asks and wants to be answered. */
export interface CompatDialect {
  /** The trainer's own timeout, and the budget that leaves its answer time to get back. */
  readonly clientTimeoutMs: number;
  readonly budgetMs: number;
  /** Reads the value of a body. Throws InvalidRequestError, naming the faults by JSON pointers. */
  read(body: unknown, terms: DialectTerms): DialectRequest;
}

/** The reward of a sample, or what the caller chose to stand for it; null only by that choice. */
export function rewardOrFiller(reward: number | null, onError: CompatKnobs["onError"]): number | null {
  return reward ?? (typeof onError === "number" ? onError : null);
}

/** Values of dimensions under the keys that every answer has; 0 where a sample has none. */
export function fillDimensions({ scores }: SampleValue, keys: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(keys.map((key) => [key, ownScore(scores, key) ?? 0]));
}

/** How many of these dimensions a sample has no value of. */
export function countFilled({ scores }: SampleValue, keys: readonly string[]): number {
  return keys.filter((key) => ownScore(scores, key) === null).length;
}

function ownScore(scores: SampleValue["scores"], key: string): number | null {
  return Object.hasOwn(scores, key) ? (scores[key] ?? null) : null;
}

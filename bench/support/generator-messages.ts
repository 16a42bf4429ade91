import type { Scorer } from "./compare-body.ts";
import type { EvaluateShape } from "./evaluate-body.ts";

/** One episode as it will be played again and again: the same seed and moves give the same observations, so its bodies can be written down once. */
export interface EpisodeScript {
  readonly seed: number;
  readonly turnBodies: readonly string[];
}

/** A recorded episode that has been started and waits for its turns. */
export interface StartedScript {
  readonly episodeId: string;
  readonly script: EpisodeScript;
}

/** Where and how a job is done. */
export interface Target {
  readonly url: string;
  readonly apiKey: string;
  readonly connections: number;
}

/** What the benchmark asks of its load generator. */
export type GeneratorJob =
  /** Plays so many episodes with the policy and writes down what was sent. */
  | {
      readonly kind: "record";
      readonly target: Target;
      readonly firstSeed: number;
      readonly episodes: number;
      readonly turns: number;
    }
  /** Starts the recorded episodes. */
  | { readonly kind: "start"; readonly target: Target; readonly scripts: readonly EpisodeScript[] }
  /** Plays started episodes to the end of their scripts. */
  | { readonly kind: "play"; readonly target: Target; readonly started: readonly StartedScript[] }
  /** Posts the same bodies to a server that only echoes them. */
  | { readonly kind: "echo"; readonly target: Target; readonly scripts: readonly EpisodeScript[]; readonly repeats: number }
  /** Starts so many episodes and leaves them. */
  | { readonly kind: "create"; readonly target: Target; readonly episodes: number }
  /** Asks for scores without pause for so long; `prefix` stands before the path. */
  | {
      readonly kind: "evaluate";
      readonly target: Target;
      readonly prefix: string;
      readonly shape: EvaluateShape;
      readonly durationMs: number;
    }
  | CompareJob
  | AskJob
  /** Lets go of what the last `ask` holds. */
  | { readonly kind: "hang up" }
  | VoteJob
  | WakeJob;

/** Keeps `target.connections` compares out at a time, each of a new pair. */
export interface CompareJob {
  readonly kind: "compare";
  readonly target: Target;
  readonly durationMs: number;
  readonly scorer: Scorer;
  /** From, to. */
  readonly budgetMs: readonly [number, number];
  readonly human: object;
}

/** Puts so many new pairs to people on each connection, and waits for the answers until it is told to hang up. */
export interface AskJob {
  readonly kind: "ask";
  readonly target: Target;
  readonly pairsPerConnection: number;
  readonly budgetMs: number;
  readonly human: object;
}

/** Lets annotators vote without a pause. */
export interface VoteJob {
  readonly kind: "vote";
  readonly url: string;
  /** Their session tokens. */
  readonly sessions: readonly string[];
  readonly durationMs: number;
}

/** Takes the time from a vote to the answer that it brings. */
export interface WakeJob {
  readonly kind: "wake";
  readonly target: Target;
  readonly sessions: readonly string[];
  readonly wakeUps: number;
  readonly pauseMs: number;
}

/** Instants on the system's monotonic clock, in milliseconds. */
export interface WakeUp {
  readonly voteId: string;
  readonly voteSentAt: number;
  readonly answeredAt: number;
}

export interface MeasuredCompares {
  readonly answers: number;
  /** Answered at their deadline or after it, or a few milliseconds before it; how late is told of these, negative before the deadline. */
  readonly held: number;
  readonly lateP50Ms: number;
  readonly lateP99Ms: number;
  readonly lateP999Ms: number;
  readonly lateMaxMs: number;
  /** From sending to the answer, of all. */
  readonly elapsedP50Ms: number;
  readonly elapsedP99Ms: number;
  readonly withVotes: number;
  /** Answered without a winner. */
  readonly undecided: number;
  /** Refused, or not answered: by status or reason. */
  readonly lost: readonly (readonly [reason: string, count: number])[];
  /** Ids of the comparisons that people were asked about. */
  readonly settled: readonly string[];
}

export interface Measured {
  readonly requests: number;
  readonly elapsedMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Requests for scores, and how large one is. */
export interface MeasuredScoring extends Measured {
  readonly requestBytes: number;
}

/** What each kind of job gives. */
export interface GeneratorResults {
  readonly record: readonly EpisodeScript[];
  readonly start: readonly StartedScript[];
  readonly play: Measured;
  readonly echo: Measured;
  readonly create: Measured;
  readonly evaluate: MeasuredScoring;
  readonly compare: MeasuredCompares;
  readonly ask: null;
  readonly "hang up": null;
  readonly vote: Measured;
  readonly wake: readonly WakeUp[];
}

export type GeneratorAnswer = { readonly result: GeneratorResults[GeneratorJob["kind"]] } | { readonly failed: string };

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
  /** Asks for scores without pause for so long, and until so many requests were sent; `prefix` stands before the path. */
  | {
      readonly kind: "evaluate";
      readonly target: Target;
      readonly prefix: string;
      readonly shape: EvaluateShape;
      readonly durationMs: number;
      readonly requestsMin: number;
    };

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
}

export type GeneratorAnswer = { readonly result: GeneratorResults[GeneratorJob["kind"]] } | { readonly failed: string };

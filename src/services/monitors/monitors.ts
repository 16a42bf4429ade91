import type { AnsweringSource } from "../scoring/answering-source.ts";

/** An answer as the monitors see it: numbers, none of its words. */
export interface ObservedAnswer {
  /** Null: unscored. */
  readonly reward: number | null;
  /** Characters of the policy's last message. */
  readonly characters: number;
  /** 0..1: the share of repeated n-grams in it. */
  readonly repetition: number;
  /** The reward lies at a bound of the scenario's clip. */
  readonly isAtClip: boolean;
  readonly isInjectionSuspected: boolean;
}

/** Answers of one source to the same prompt: one, a pair, or a group. */
export interface ObservedGroup {
  readonly tenantId: string;
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly source: Pick<AnsweringSource, "kind" | "id" | "degraded">;
  readonly answers: readonly ObservedAnswer[];
}

/** Watches what is answered for signs that a policy games its reward. */
export interface Monitors {
  /** Takes no time worth speaking of, and never throws. */
  observe(group: ObservedGroup): void;
}

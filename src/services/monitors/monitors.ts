import type { WatchedAnswer } from "../../domain/monitors/watched-answer.ts";
import type { AnsweringSource } from "../scoring/answering-source.ts";

/** An answer as the monitors see it: numbers, none of its words. */
export type ObservedAnswer = WatchedAnswer;

/** Answers of one source to the same prompt: one, a pair, or a group. */
export interface ObservedGroup {
  readonly tenantId: string;
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  /** Its revision is part of it: what another revision answers is not held against what this one did. */
  readonly source: Pick<AnsweringSource, "kind" | "id" | "revision" | "degraded">;
  readonly answers: readonly ObservedAnswer[];
}

/** Watches what is answered for signs that a policy games its reward. */
export interface Monitors {
  /** Takes no time worth speaking of, and never throws. */
  observe(group: ObservedGroup): void;
}

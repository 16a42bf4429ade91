import type { Caller } from "../caller.ts";
import type { BatchHooks } from "./batch-hooks.ts";
import { evaluateBatch } from "./evaluate-batch.ts";
import type { EvaluateRequest } from "./evaluation.ts";
import { failureClassesOf } from "./failure-classes.ts";
import { type SampleValue, toSampleValue } from "./sample-value.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

interface Waiting {
  readonly request: EvaluateRequest;
  readonly resolve: (value: SampleValue) => void;
  readonly reject: (error: unknown) => void;
}

/** What became of gathered conversations, for the metrics. */
export interface GatheredCounts {
  readonly items: number;
  /** The class of every failure that left a conversation without a reward. */
  readonly failureClasses: readonly string[];
}

/**
 * Conversations of several requests of one tenant, scored as one batch: thousands of requests that ask for one each cost what as many items of a few requests do, and a model is
 * asked as a batch asks it. Every conversation has its value as soon as its own result is there.
 */
export class GatheredConversations {
  readonly #waiting: Waiting[] = [];
  #deadlineAt = Number.POSITIVE_INFINITY;

  /**
   * The value of one conversation, once `score` has come to it. Rejects as `score` fails.
   * @param deadlineAt milliseconds since 1970; the earliest holds for all.
   */
  evaluate(request: EvaluateRequest, deadlineAt: number): Promise<SampleValue> {
    this.#deadlineAt = Math.min(this.#deadlineAt, deadlineAt);
    return new Promise((resolve, reject) => this.#waiting.push({ request, resolve, reject }));
  }

  /** Scores what was gathered so far. Never rejects: what fails is told to those who wait. @param caller on whose behalf. */
  async score(
    ports: ScoringPorts,
    caller: Caller,
    { pause, signal }: Pick<BatchHooks<unknown>, "pause" | "signal">,
  ): Promise<GatheredCounts> {
    const waiting = this.#waiting.splice(0);
    const items = waiting.map(({ request }) => ({ id: null, groupId: null, request }));
    const request = { items, rewardMode: "absolute", deadlineAt: this.#deadlineAt } as const;
    try {
      const { results } = await evaluateBatch(ports, caller, request, {
        ...(pause === undefined ? {} : { pause }),
        ...(signal === undefined ? {} : { signal }),
        onResult: (result, index) => waiting[index]?.resolve(toSampleValue(result)),
      });
      return { items: results.length, failureClasses: failureClassesOf(results) };
    } catch (error) {
      for (const { reject } of waiting) {
        reject(error);
      }
      return { items: 0, failureClasses: [] };
    }
  }
}

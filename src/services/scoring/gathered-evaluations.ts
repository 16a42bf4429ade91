import { UnavailableError } from "../../domain/errors.ts";
import type { ScoringCounts } from "../../ports/scoring-threads.ts";
import type { Caller } from "../caller.ts";
import { evaluateBatch } from "./evaluate-batch.ts";
import type { EvaluateRequest } from "./evaluation.ts";
import { countByClass, failureClassesOf } from "./failure-classes.ts";
import { type SampleValue, toSampleValue } from "./sample-value.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

/** So long a conversation waits for others that come at the same time: less than a request takes on the way. */
const GATHER_MS = 2;
/** Conversations that are scored together; a batch that is full begins at once. */
const GATHERED_MAX = 256;
/** Conversations that wait or are being scored, at most; what comes beyond them is refused. */
const UNDER_WAY_MAX = 65_536;

/** Conversations of one tenant that are scored together. */
export interface ConversationBatch {
  readonly caller: Caller;
  readonly requests: readonly EvaluateRequest[];
  /** In milliseconds since 1970. */
  readonly deadlineAt: number;
}

/** Takes the value of each conversation as soon as it is there, by its place. */
export type OnGathered = (value: SampleValue, index: number) => void;

/** How a gatherer works beside others. */
export interface GatheringHooks {
  /** Has the conversations scored on another thread; null: there is no room, or it is not worth the way. */
  readonly sendAway: (batch: ConversationBatch, onResult: OnGathered) => Promise<ScoringCounts> | null;
  /** Lets others have the thread for a moment, now and then in a batch. */
  readonly pause: () => Promise<void>;
  /** Told of every batch that was scored. */
  readonly onBatch: (counts: ScoringCounts) => void;
}

interface Waiting {
  readonly request: EvaluateRequest;
  readonly resolve: (value: SampleValue) => void;
  readonly reject: (error: unknown) => void;
}

/** Conversations of one tenant that may be answered together. */
interface Gathering {
  readonly caller: Caller;
  /** The earliest of its conversations'. */
  deadlineAt: number;
  readonly waiting: Waiting[];
  readonly disarm: () => void;
}

/**
 * Gathers conversations that come one by one into batches: thousands of requests that ask for one each cost what as many items of a few requests do, and a model is
 * asked as a batch asks it. Every conversation is answered as soon as its own result is there.
 */
export class GatheredEvaluations {
  readonly #ports: ScoringPorts;
  readonly #hooks: GatheringHooks;
  /** By tenant and by the time that is left: a conversation in a hurry is not held up by one that is not, nor hurried for it. */
  readonly #gatherings = new Map<string, Gathering>();
  #underWay = 0;

  constructor(ports: ScoringPorts, hooks: GatheringHooks) {
    this.#ports = ports;
    this.#hooks = hooks;
  }

  /**
   * The value of one conversation, as a batch gives it. Rejects with UnavailableError `overloaded` where too many are under way.
   * @param deadlineAt milliseconds since 1970. @param budgetMs what the caller gave in all; conversations of one batch share it.
   */
  evaluate(caller: Caller, request: EvaluateRequest, deadlineAt: number, budgetMs: number): Promise<SampleValue> {
    if (this.#underWay >= UNDER_WAY_MAX) {
      return Promise.reject(new UnavailableError("overloaded", "Too many conversations are being scored. Try again shortly."));
    }
    this.#underWay += 1;
    return new Promise<SampleValue>((resolve, reject) => {
      this.#join(caller, deadlineAt, `${caller.tenantId} ${budgetMs}`, { request, resolve, reject });
    }).finally(() => {
      this.#underWay -= 1;
    });
  }

  #join(caller: Caller, deadlineAt: number, name: string, waiting: Waiting): void {
    const known = this.#gatherings.get(name);
    const gathering = known ?? {
      caller,
      deadlineAt,
      waiting: [],
      disarm: this.#ports.timer.set(GATHER_MS, () => this.#begin(name)),
    };
    if (known === undefined) {
      this.#gatherings.set(name, gathering);
    }
    gathering.deadlineAt = Math.min(gathering.deadlineAt, deadlineAt);
    gathering.waiting.push(waiting);
    if (gathering.waiting.length >= GATHERED_MAX) {
      gathering.disarm();
      this.#begin(name);
    }
  }

  #begin(name: string): void {
    const gathering = this.#gatherings.get(name);
    if (gathering !== undefined) {
      this.#gatherings.delete(name);
      void this.#answer(gathering);
    }
  }

  /** Never rejects: what fails is told to those who wait. */
  async #answer({ caller, deadlineAt, waiting }: Gathering): Promise<void> {
    try {
      const batch = { caller, requests: waiting.map(({ request }) => request), deadlineAt };
      const onResult: OnGathered = (value, index) => waiting[index]?.resolve(value);
      this.#hooks.onBatch(await (this.#hooks.sendAway(batch, onResult) ?? this.#scoreHere(batch, onResult)));
    } catch (error) {
      for (const { reject } of waiting) {
        reject(error);
      }
    }
  }

  async #scoreHere({ caller, requests, deadlineAt }: ConversationBatch, onResult: OnGathered): Promise<ScoringCounts> {
    const items = requests.map((request) => ({ id: null, groupId: null, request }));
    const request = { items, rewardMode: "absolute", deadlineAt } as const;
    const { results } = await evaluateBatch(this.#ports, caller, request, {
      pause: this.#hooks.pause,
      onResult: (result, index) => onResult(toSampleValue(result), index),
    });
    // Whoever counts what the cache of this thread does, counts these too.
    return { items: results.length, unscored: countByClass(failureClassesOf(results)), cacheHits: 0, cacheMisses: 0 };
  }
}

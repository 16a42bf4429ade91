import { UnavailableError } from "../../domain/errors.ts";
import type { Caller } from "../caller.ts";
import type { BatchResult } from "./batch-evaluation.ts";
import { evaluateBatch } from "./evaluate-batch.ts";
import type { EvaluateRequest } from "./evaluation.ts";
import { isScored } from "./is-scored.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

/** So long a conversation waits for others that come at the same time: less than a request takes on the way. */
const GATHER_MS = 2;
/** Conversations that are scored together; a batch that is full begins at once. */
const GATHERED_MAX = 256;
/** Conversations that wait or are being scored, at most; what comes beyond them is refused. */
const UNDER_WAY_MAX = 65_536;

/** What is told of every batch that was scored. */
export interface GatheredBatch {
  readonly items: number;
  /** Items without a reward, by the class of their failure. */
  readonly unscored: Readonly<Record<string, number>>;
}

/** How a gatherer works beside others. */
export interface GatheringHooks {
  /** Lets others have the thread for a moment, now and then in a batch. */
  readonly pause: () => Promise<void>;
  readonly onBatch: (batch: GatheredBatch) => void;
}

interface Waiting {
  readonly request: EvaluateRequest;
  readonly resolve: (result: BatchResult) => void;
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
   * The result of one conversation, as a batch gives it. Rejects with UnavailableError `overloaded` where too many are under way.
   * @param deadlineAt milliseconds since 1970. @param budgetMs what the caller gave in all; conversations of one batch share it.
   */
  evaluate(caller: Caller, request: EvaluateRequest, deadlineAt: number, budgetMs: number): Promise<BatchResult> {
    if (this.#underWay >= UNDER_WAY_MAX) {
      return Promise.reject(new UnavailableError("overloaded", "Too many conversations are being scored. Try again shortly."));
    }
    this.#underWay += 1;
    return new Promise<BatchResult>((resolve, reject) => {
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
      const items = waiting.map(({ request }) => ({ id: null, groupId: null, request }));
      const onResult = (result: BatchResult, index: number) => waiting[index]?.resolve(result);
      const request = { items, rewardMode: "absolute", deadlineAt } as const;
      const { results } = await evaluateBatch(this.#ports, caller, request, { pause: this.#hooks.pause, onResult });
      this.#hooks.onBatch({ items: results.length, unscored: countFailures(results) });
    } catch (error) {
      for (const { reject } of waiting) {
        reject(error);
      }
    }
  }
}

function countFailures(results: readonly BatchResult[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of results) {
    if (!isScored(result)) {
      const { failureClass } = result.status === "error" ? result.failure : result.evaluation.failure;
      counts[failureClass] = (counts[failureClass] ?? 0) + 1;
    }
  }
  return counts;
}

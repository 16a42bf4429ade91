import type { ModelFailureReason } from "../../ports/reward-model.ts";
import { ModelCallError } from "../../ports/reward-model.ts";
import type { Deadline } from "../deadlines.ts";
import type { CallOff } from "./call-off.ts";
import type { FallbackPorts } from "./fallback-ports.ts";
import { type CallKind, GuardedCalls, type SourceParts } from "./guarded-calls.ts";
import { SourceFault } from "./source-fault.ts";

/** What one question of several may be the cause of. */
const MAY_BE_ONE_QUESTION: ReadonlySet<ModelFailureReason> = new Set<ModelFailureReason>([
  "refused",
  "bad_answer",
  "upstream_error",
]);

export type LineResult<V> = V | ModelCallError | SourceFault;

/** A question by its exact content. */
export interface LineItem<Q> {
  readonly key: string;
  readonly question: Q;
}

/** Somebody's place in the line. */
export interface LineTicket<V> {
  /** Never rejects, and never settles once it was left. */
  readonly result: Promise<LineResult<V>>;
  /** Nobody waits here any more. */
  leave(why: CallOff): void;
}

/** A question on its way, however many wait for its answer. */
interface Flight<Q, V> extends LineItem<Q> {
  readonly waiters: Set<(result: LineResult<V>) => void>;
  /** Until when the most patient waits, milliseconds since 1970. */
  giveUpAt: number;
  /** Null: not asked yet. */
  batch: Batch<Q, V> | null;
}

interface Batch<Q, V> {
  readonly flights: readonly Flight<Q, V>[];
  readonly controller: AbortController;
  /** Somebody left it for want of time. */
  isLate: boolean;
}

/**
 * Questions of one kind for one source: equal ones are asked once, those that come together go in batches, as late as there is room for a call. A batch that fails for what may be one question's fault is taken apart, so that one
 * caller's question does not cost another his answer.
 */
export class QuestionLine<Q, V> {
  readonly #ports: FallbackPorts;
  readonly #parts: SourceParts;
  readonly #batchMax: () => number;
  readonly #keep: (key: string, value: V) => void;
  readonly #flights = new Map<string, Flight<Q, V>>();
  readonly #waiting = new Set<Flight<Q, V>>();
  /** Turns asked for in the queue of calls that have not come yet. */
  #turns = 0;
  #gathering: Deadline | null = null;
  readonly calls: GuardedCalls<Q, V>;

  /**
   * @param batchMax questions a call, ≥ 1; a server may allow fewer than was thought
   * @param keep is told of every answer
   */
  constructor(
    ports: FallbackPorts,
    parts: SourceParts,
    kind: CallKind<Q, V>,
    batchMax: () => number,
    keep: (key: string, value: V) => void,
  ) {
    this.#ports = ports;
    this.#parts = parts;
    this.#batchMax = () => Math.max(1, batchMax());
    this.#keep = keep;
    this.calls = new GuardedCalls(ports, parts, kind);
  }

  /** Whether so many questions more may wait. Those of one ask may always where nobody does: what a request may hold bounds them, and else a group larger than the line would never be asked. */
  hasRoomFor(count: number): boolean {
    return this.#waiting.size === 0 || this.#waiting.size + count <= this.#parts.options.queueMax;
  }

  /** One ticket an item. */
  ask(items: readonly LineItem<Q>[], giveUpAt: number): readonly LineTicket<V>[] {
    const tickets = items.map((item) => this.#join(item, giveUpAt));
    this.#askForTurns();
    return tickets;
  }

  /** Lets go of everybody. */
  close(): void {
    this.calls.close();
    this.#gathering?.takeBack();
    const flights = [...this.#flights.values()];
    this.#waiting.clear();
    for (const flight of flights) {
      this.#settle(flight, new SourceFault("not_ready"));
      flight.batch?.controller.abort("unneeded" satisfies CallOff);
    }
  }

  #join({ key, question }: LineItem<Q>, giveUpAt: number): LineTicket<V> {
    const known = this.#flights.get(key);
    const flight: Flight<Q, V> = known ?? { key, question, waiters: new Set(), giveUpAt, batch: null };
    if (known === undefined) {
      this.#flights.set(key, flight);
      this.#waiting.add(flight);
    }
    flight.giveUpAt = Math.max(flight.giveUpAt, giveUpAt);
    let leave: (why: CallOff) => void = () => undefined;
    const result = new Promise<LineResult<V>>((resolve) => {
      flight.waiters.add(resolve);
      leave = (why) => this.#leave(flight, resolve, why);
    });
    return { result, leave };
  }

  #leave(flight: Flight<Q, V>, waiter: (result: LineResult<V>) => void, why: CallOff): void {
    if (!flight.waiters.delete(waiter)) {
      return;
    }
    const { batch } = flight;
    if (batch !== null) {
      batch.isLate ||= why === "late";
    }
    if (flight.waiters.size === 0) {
      this.#forget(flight);
      if (batch?.flights.every(({ waiters }) => waiters.size === 0)) {
        batch.controller.abort((batch.isLate ? "late" : "unneeded") satisfies CallOff);
      }
    }
  }

  #forget(flight: Flight<Q, V>): void {
    this.#waiting.delete(flight);
    if (this.#flights.get(flight.key) === flight) {
      this.#flights.delete(flight.key);
    }
  }

  /** Full batches ask for their turn at once, what is left when it has gathered for a while. */
  #askForTurns(): void {
    const { gatherMs } = this.#parts.options;
    const least = gatherMs === 0 ? 1 : this.#batchMax();
    while (this.#unplaced >= least) {
      this.#askForTurn();
    }
    if (this.#gathering === null && this.#unplaced > 0) {
      this.#gathering = this.#ports.deadlines.add(this.#ports.clock.now() + gatherMs, () => {
        this.#gathering = null;
        this.#placeAll();
      });
    }
  }

  /** Waiting questions that no turn has been asked for; less than 1: none. */
  get #unplaced(): number {
    return this.#waiting.size - this.#turns * this.#batchMax();
  }

  #placeAll(): void {
    while (this.#unplaced > 0) {
      this.#askForTurn();
    }
  }

  #askForTurn(): void {
    this.#turns += 1;
    void this.#parts.queue.run(async () => {
      this.#turns -= 1;
      const batch = this.#takeBatch();
      await this.#call(batch.flights, batch.controller.signal);
      if (this.#turns === 0 && this.#gathering === null) {
        // Batches may have become smaller than they were when turns were asked for.
        this.#placeAll();
      }
    });
  }

  #takeBatch(): Batch<Q, V> {
    const flights: Flight<Q, V>[] = [];
    const batch: Batch<Q, V> = { flights, controller: new AbortController(), isLate: false };
    const batchMax = this.#batchMax();
    for (const flight of this.#waiting) {
      if (flights.length === batchMax) {
        break;
      }
      this.#waiting.delete(flight);
      flight.batch = batch;
      flights.push(flight);
    }
    return batch;
  }

  /** Each level takes a failed batch apart once: at most log2(batchMax) levels, each split paid for. */
  async #call(flights: readonly Flight<Q, V>[], signal: AbortSignal): Promise<void> {
    const awaited = flights.filter(({ waiters }) => waiters.size > 0);
    if (awaited.length === 0) {
      return;
    }
    try {
      const giveUpAt = () => Math.max(...awaited.map((flight) => flight.giveUpAt));
      const results = await this.calls.perform(
        awaited.map(({ question }) => question),
        giveUpAt,
        signal,
      );
      for (const [index, flight] of awaited.entries()) {
        this.#settle(flight, results[index] ?? new ModelCallError("bad_answer", "no result"));
      }
    } catch (fault) {
      const isApart = awaited.length > 1 && fault instanceof ModelCallError && MAY_BE_ONE_QUESTION.has(fault.reason);
      if (isApart && this.#parts.budget.spend()) {
        const half = Math.ceil(awaited.length / 2);
        await this.#call(awaited.slice(0, half), signal);
        await this.#call(awaited.slice(half), signal);
        return;
      }
      for (const flight of awaited) {
        this.#settle(flight, toResult(fault));
      }
    }
  }

  #settle(flight: Flight<Q, V>, result: LineResult<V>): void {
    this.#forget(flight);
    if (!(result instanceof Error)) {
      this.#keep(flight.key, result);
    }
    const waiters = [...flight.waiters];
    flight.waiters.clear();
    for (const tell of waiters) {
      tell(result);
    }
  }
}

function toResult(fault: unknown): ModelCallError | SourceFault {
  return fault instanceof ModelCallError || fault instanceof SourceFault
    ? fault
    : new SourceFault("bad_answer", { cause: fault });
}

import type { Scheduler } from "fast-check";
import type { ComparisonStore } from "../../src/ports/comparison-store.ts";
import type { QuestionStore } from "../../src/ports/question-store.ts";
import { awaitable, type Perform } from "./awaitable.ts";
import { MemoryComparisonStore } from "./memory-comparison-store.ts";
import { MemoryQuestionStore } from "./memory-question-store.ts";

/** The disk did not do as it was told, or its answer was lost. */
export class StoreFault extends Error {}

/** A server process as the disk sees it: once it is dead, nothing that it began goes on. */
export interface ServerProcess {
  readonly number: number;
  isAlive: boolean;
  /** The methods of the store that failed for it: what became of a thing may then stay in doubt. */
  readonly failedMethods: Set<string>;
}

/** One call that was done. */
export interface StoreCall {
  readonly process: ServerProcess;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly result: unknown;
}

/** Who watches the disk. */
export interface DiskWatcher {
  /** A call was done; nobody knows yet. */
  readonly onDone: (call: StoreCall) => void;
  /** The process that made the call knows what became of it. */
  readonly onTold: (call: StoreCall) => void;
}

/** What outlives every process: the stores. Each call waits until the schedule lets it be done, and again until it lets its caller know. */
export class SimulatedDisk {
  readonly questions = new MemoryQuestionStore();
  readonly comparisons = new MemoryComparisonStore();
  readonly #scheduler: Scheduler;
  readonly #watcher: DiskWatcher;
  #faults: readonly ("before" | "after")[] = [];
  /** Faults that came about. */
  faultCount = 0;

  constructor(scheduler: Scheduler, watcher: DiskWatcher) {
    this.#scheduler = scheduler;
    this.#watcher = watcher;
  }

  /** Calls of living and dead processes that wait to go on. */
  get waiting(): number {
    return this.#scheduler.count();
  }

  failNext(moment: "before" | "after", calls: number): void {
    this.#faults = [...this.#faults, ...Array.from({ length: calls }, () => moment)];
  }

  heal(): void {
    this.#faults = [];
  }

  /** The stores as one process has them. */
  connect(process: ServerProcess): { readonly questions: QuestionStore; readonly comparisons: ComparisonStore } {
    const perform: Perform = (method, args, work) => this.#perform(process, method, args, work);
    return {
      questions: awaitable<QuestionStore>(this.questions, perform),
      comparisons: awaitable<ComparisonStore>(this.comparisons, perform),
    };
  }

  async #perform(process: ServerProcess, method: string, args: readonly unknown[], work: () => unknown): Promise<unknown> {
    await this.#wait(process, method);
    const fault = this.#takeFault();
    if (fault !== null) {
      process.failedMethods.add(method);
    }
    if (fault === "before") {
      throw new StoreFault(`${method} was not done`);
    }
    // What comes from a disk is never the very thing that was put there.
    const call: StoreCall = { process, method, args, result: structuredClone(work()) };
    this.#watcher.onDone(call);
    await this.#wait(process, `${method} done`);
    if (fault === "after") {
      throw new StoreFault(`${method} was done, and the answer was lost`);
    }
    this.#watcher.onTold(call);
    return call.result;
  }

  /** Waits for the schedule; for ever where the process has died meanwhile. */
  async #wait(process: ServerProcess, label: string): Promise<void> {
    await this.#scheduler.schedule(Promise.resolve(), label);
    if (!process.isAlive) {
      await new Promise<never>(() => undefined);
    }
  }

  #takeFault(): "before" | "after" | null {
    const [fault, ...rest] = this.#faults;
    this.#faults = rest;
    if (fault !== undefined) {
      this.faultCount += 1;
    }
    return fault ?? null;
  }
}

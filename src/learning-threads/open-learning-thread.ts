import { Worker } from "node:worker_threads";
import type { LearnedSnapshot, LearningProgress, LearningThread } from "../ports/learning-thread.ts";
import type { LearningCall, LearningMethod, LearningReply, LearningThreadStart } from "./learning-calls.ts";

export interface LearningThreadOptions {
  /** The module that the thread runs, and the plain data it is started with. */
  readonly entry: URL;
  readonly settings: unknown;
  /** A call that takes longer means that the thread hangs: it is ended. */
  readonly callMsMax: number;
  /** Told of a thread that ended by itself or had to be ended; null where it gave no reason. */
  readonly onThreadLost: (cause: Error | null) => void;
}

/** Opens the learning thread. It is started by the first call, and by the next one after it was lost. */
export function openLearningThread(options: LearningThreadOptions): LearningThread {
  return new ThreadOfLearning(options);
}

interface OpenCall {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly watch: NodeJS.Timeout;
}

class ThreadOfLearning implements LearningThread {
  readonly #options: LearningThreadOptions;
  readonly #calls = new Map<number, OpenCall>();
  #worker: Worker | null = null;
  #number = 0;
  #isClosed = false;

  constructor(options: LearningThreadOptions) {
    this.#options = options;
  }

  findProgress(...args: Parameters<LearningThread["findProgress"]>): Promise<LearningProgress | null> {
    return this.#call("findProgress", args) as Promise<LearningProgress | null>;
  }

  begin(...args: Parameters<LearningThread["begin"]>): ReturnType<LearningThread["begin"]> {
    return this.#call("begin", args) as ReturnType<LearningThread["begin"]>;
  }

  learn(...args: Parameters<LearningThread["learn"]>): Promise<LearningProgress> {
    return this.#call("learn", args) as Promise<LearningProgress>;
  }

  takeSnapshot(...args: Parameters<LearningThread["takeSnapshot"]>): Promise<LearnedSnapshot> {
    return this.#call("takeSnapshot", args) as Promise<LearnedSnapshot>;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
    this.#rejectAll(new Error("The learning thread is closed."));
  }

  #call(method: LearningMethod, args: readonly unknown[]): Promise<unknown> {
    if (this.#isClosed) {
      return Promise.reject(new Error("The learning thread is closed."));
    }
    this.#worker ??= this.#start();
    const worker = this.#worker;
    this.#number += 1;
    const call: LearningCall = { number: this.#number, method, args };
    return new Promise((resolve, reject) => {
      const watch = setTimeout(() => void worker.terminate(), this.#options.callMsMax);
      watch.unref();
      this.#calls.set(call.number, { resolve, reject, watch });
      worker.postMessage(call);
    });
  }

  #start(): Worker {
    const { entry, settings } = this.#options;
    const workerData: LearningThreadStart<unknown> = { settings };
    const worker = new Worker(entry, { workerData });
    let cause: Error | null = null;
    worker.unref();
    worker.on("message", (reply: LearningReply) => this.#settle(reply));
    worker.on("error", (error) => {
      cause = error instanceof Error ? error : new Error(String(error));
    });
    worker.on("exit", () => {
      this.#worker = null;
      if (!this.#isClosed) {
        this.#options.onThreadLost(cause);
        this.#rejectAll(new Error("The learning thread ended.", { cause }));
      }
    });
    return worker;
  }

  #settle(reply: LearningReply): void {
    const call = this.#calls.get(reply.number);
    this.#calls.delete(reply.number);
    clearTimeout(call?.watch);
    if ("error" in reply) {
      call?.reject(Object.assign(new Error(reply.error.message), { name: reply.error.name, stack: reply.error.stack }));
    } else {
      call?.resolve(reply.result);
    }
  }

  #rejectAll(error: Error): void {
    for (const { reject, watch } of this.#calls.values()) {
      clearTimeout(watch);
      reject(error);
    }
    this.#calls.clear();
  }
}

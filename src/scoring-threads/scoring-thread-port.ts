import type { MessagePort } from "node:worker_threads";
import { RecordedError, toErrorRecord } from "../domain/error-record.ts";
import { FolkmootError } from "../domain/errors.ts";
import type { Collection } from "../domain/scenarios/collection.ts";
import type { ScenarioCatalog } from "../ports/scenario-catalog.ts";
import { type AnswerScoring, type ScoringJob, ScoringStoppedError } from "../ports/scoring-threads.ts";
import type { CallReply, FromScoringThread, ScoringOutcome, ToScoringThread } from "./thread-messages.ts";

interface Caller {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** A scoring thread's side of the line to the main thread: takes jobs, keeps the collections it is sent, asks for what only the main thread has. */
export class ScoringThreadPort {
  readonly #port: MessagePort;
  readonly #stopping: Int32Array;
  readonly #calls = new Map<number, Caller>();
  #callCount = 0;
  #collections: ReadonlyMap<string, Collection> = new Map();

  constructor(port: MessagePort, stopping: SharedArrayBuffer) {
    this.#port = port;
    this.#stopping = new Int32Array(stopping);
  }

  /** The collections sent last. */
  readonly scenarios: ScenarioCatalog = {
    listCollections: () => [...this.#collections.values()],
    findCollection: (collectionSlug) => this.#collections.get(collectionSlug) ?? null,
    findScenario: (collectionSlug, scenarioSlug) => this.#collections.get(collectionSlug)?.scenarios.get(scenarioSlug) ?? null,
  };

  /** Has the main thread carry out one of the methods it serves. Rejects as that method does. */
  call(method: string, args: readonly unknown[]): Promise<unknown> {
    this.#callCount += 1;
    const callNumber = this.#callCount;
    return new Promise((resolve, reject) => {
      this.#calls.set(callNumber, { resolve, reject });
      this.#send({ kind: "call", callNumber, method, args });
    });
  }

  /** Answers jobs from now on, each with `answer`. */
  serve(answer: AnswerScoring): void {
    this.#port.on("message", (message: ToScoringThread) => {
      if (message.kind === "collections") {
        this.#collections = new Map(message.collections.map((collection) => [collection.slug, collection]));
      } else if (message.kind === "reply") {
        this.#settle(message.callNumber, message.reply);
      } else {
        void this.#answer(answer, message.jobNumber, message.job);
      }
    });
  }

  async #answer(answer: AnswerScoring, jobNumber: number, job: ScoringJob): Promise<void> {
    const outcome = await outcomeOf(() =>
      answer(job, {
        begin: (head) => this.#send({ kind: "begin", jobNumber, head }),
        write: (lines) => this.#send({ kind: "lines", jobNumber, lines }),
        isStopped: () => Atomics.load(this.#stopping, 0) === jobNumber,
      }),
    );
    this.#send({ kind: "outcome", jobNumber, outcome });
  }

  #settle(callNumber: number, reply: CallReply): void {
    const caller = this.#calls.get(callNumber);
    this.#calls.delete(callNumber);
    if ("value" in reply) {
      caller?.resolve(reply.value);
    } else {
      caller?.reject("refusal" in reply ? new RecordedError(reply.refusal) : reply.failure);
    }
  }

  #send(message: FromScoringThread): void {
    this.#port.postMessage(message);
  }
}

async function outcomeOf(answer: () => ReturnType<AnswerScoring>): Promise<ScoringOutcome> {
  try {
    return { answer: await answer() };
  } catch (error) {
    if (error instanceof FolkmootError) {
      return { refusal: toErrorRecord(error) };
    }
    if (error instanceof ScoringStoppedError) {
      return "stopped";
    }
    return { failure: error instanceof Error ? error : new Error("A scoring thread threw what is no error.") };
  }
}

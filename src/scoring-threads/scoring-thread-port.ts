import type { MessagePort } from "node:worker_threads";
import { assertInvariant } from "../domain/assert.ts";
import { RecordedError, toErrorRecord } from "../domain/error-record.ts";
import { FolkmootError } from "../domain/errors.ts";
import type { Collection } from "../domain/scenarios/collection.ts";
import type { ScenarioCatalog } from "../ports/scenario-catalog.ts";
import { type AnswerScoring, type ScoringJob, ScoringStoppedError } from "../ports/scoring-threads.ts";
import type { CallReply, FromScoringThread, HandedJob, ScoringOutcome, ToScoringThread } from "./thread-messages.ts";

interface Call {
  readonly jobNumber: number | null;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** A scoring thread's side of the line to the main thread: takes jobs, keeps the collections it is sent, asks for what only the main thread has. */
export class ScoringThreadPort {
  readonly #port: MessagePort;
  readonly #calls = new Map<number, Call>();
  /** Jobs that have neither ended nor been dropped. Several where some only wait. */
  readonly #underWay = new Set<number>();
  readonly #handed = new WeakMap<ScoringJob, HandedJob>();
  #callCount = 0;
  #collections: ReadonlyMap<string, Collection> = new Map();

  constructor(port: MessagePort) {
    this.#port = port;
  }

  /** The collections sent last. */
  readonly scenarios: ScenarioCatalog = {
    listCollections: () => [...this.#collections.values()],
    findCollection: (collectionSlug) => this.#collections.get(collectionSlug) ?? null,
    findScenario: (collectionSlug, scenarioSlug) => this.#collections.get(collectionSlug)?.scenarios.get(scenarioSlug) ?? null,
  };

  /** Whether more than one job is on this thread: one that computes should let the others in now and then. */
  get isShared(): boolean {
    return this.#underWay.size > 1;
  }

  /** Has the main thread carry out one of the methods it serves. Rejects as that method does. */
  call(method: string, args: readonly unknown[]): Promise<unknown> {
    return this.#ask(null, method, args);
  }

  /** Has the main thread carry out one of the methods that a job waits for, while its thread may take other jobs. Rejects as that method does; never settles once the job was dropped. */
  waitFor(job: ScoringJob, method: string, args: readonly unknown[]): Promise<unknown> {
    const { jobNumber } = this.#find(job);
    return this.#underWay.has(jobNumber) ? this.#ask(jobNumber, method, args) : new Promise(() => undefined);
  }

  /** Audiences of which somebody was there when the job was handed over. */
  liveAudiencesOf(job: ScoringJob): readonly string[] {
    return this.#find(job).known.liveAudiences;
  }

  /** Whether the job's tenant had more to ask than the job can compute when it was handed over. */
  mayDifferFor(job: ScoringJob): boolean {
    return this.#find(job).known.mayDiffer;
  }

  /** Answers jobs from now on, each with `answer`. */
  serve(answer: AnswerScoring): void {
    this.#port.on("message", (message: ToScoringThread) => {
      if (message.kind === "collections") {
        this.#collections = new Map(message.collections.map((collection) => [collection.slug, collection]));
      } else if (message.kind === "reply") {
        this.#settle(message.callNumber, message.reply);
      } else if (message.kind === "drop") {
        this.#forget(message.jobNumber);
      } else {
        void this.#answer(answer, message.handed);
      }
    });
  }

  async #answer(answer: AnswerScoring, handed: HandedJob): Promise<void> {
    const { jobNumber, job } = handed;
    const stopping = new Int32Array(handed.stopping);
    this.#underWay.add(jobNumber);
    this.#handed.set(job, handed);
    const outcome = await outcomeOf(() =>
      answer(job, {
        begin: (head) => this.#send({ kind: "begin", jobNumber, head }),
        write: (lines) => this.#send({ kind: "lines", jobNumber, lines }),
        isStopped: () => Atomics.load(stopping, 0) !== 0,
      }),
    );
    if (this.#underWay.has(jobNumber)) {
      this.#forget(jobNumber);
      this.#send({ kind: "outcome", jobNumber, outcome });
    }
  }

  /** With its calls forgotten, nothing holds a job any more that waits. */
  #forget(jobNumber: number): void {
    this.#underWay.delete(jobNumber);
    for (const [callNumber, call] of this.#calls) {
      if (call.jobNumber === jobNumber) {
        this.#calls.delete(callNumber);
      }
    }
  }

  #find(job: ScoringJob): HandedJob {
    const handed = this.#handed.get(job);
    assertInvariant(handed !== undefined, "A thread spoke of a job that it was not given.");
    return handed;
  }

  #ask(jobNumber: number | null, method: string, args: readonly unknown[]): Promise<unknown> {
    this.#callCount += 1;
    const callNumber = this.#callCount;
    return new Promise((resolve, reject) => {
      this.#calls.set(callNumber, { jobNumber, resolve, reject });
      this.#send({ kind: "call", callNumber, jobNumber, method, args });
    });
  }

  #settle(callNumber: number, reply: CallReply): void {
    const call = this.#calls.get(callNumber);
    this.#calls.delete(callNumber);
    if ("value" in reply) {
      call?.resolve(reply.value);
    } else {
      call?.reject("refusal" in reply ? new RecordedError(reply.refusal) : reply.failure);
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

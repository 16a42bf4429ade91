import { UnavailableError } from "../../domain/errors.ts";
import type { Timer } from "../../ports/timer.ts";
import type { DirectAnswer } from "../direct-requests.ts";
import type { AnsweredCalls, CallBatch } from "./answer-calls.ts";
import type { CompatCall, CompatKind } from "./compat-call.ts";

/** So long a request waits for others that come at the same time: less than it takes on the way. */
const GATHER_MS = 2;
/** Requests that are answered together, and the bytes of their bodies; a batch that is full begins at once. */
const GATHERED_MAX = 256;
const GATHERED_BYTES_MAX = 1024 * 1024;
/** Requests that wait or are being answered, at most; what comes beyond them is refused. */
const UNDER_WAY_MAX = 65_536;

/** Answers a batch: tells what becomes of each request, and rejects where it fails as a whole. */
export type AnswerBatch = (batch: CallBatch, answered: AnsweredCalls) => Promise<void>;

interface Waiting {
  readonly call: CompatCall;
  readonly resolve: (answer: DirectAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** Requests that may be answered together. */
interface Gathering extends Omit<CallBatch, "calls"> {
  readonly waiting: Waiting[];
  byteCount: number;
  readonly disarm: () => void;
}

/** Gathers requests that come one by one, thousands at a time, into batches. Every request is answered as soon as its own answer is there. */
export class GatheredCalls {
  readonly #timer: Timer;
  readonly #answerBatch: AnswerBatch;
  /** By kind, tenant and query: a request in a hurry is not held up by one that is not, nor hurried for it. */
  readonly #gatherings = new Map<string, Gathering>();
  #underWay = 0;

  constructor(timer: Timer, answerBatch: AnswerBatch) {
    this.#timer = timer;
    this.#answerBatch = answerBatch;
  }

  /** The answer of one request. Rejects as its dialect does, and with UnavailableError `overloaded` where too many are under way. */
  answer(kind: CompatKind, call: CompatCall): Promise<DirectAnswer> {
    if (this.#underWay >= UNDER_WAY_MAX) {
      return Promise.reject(new UnavailableError("overloaded", "Too many requests are being answered. Try again shortly."));
    }
    this.#underWay += 1;
    return new Promise((resolve, reject) => this.#join(kind, { call, resolve, reject }));
  }

  #join(kind: CompatKind, waiting: Waiting): void {
    const { caller, query, body } = waiting.call;
    const name = `${kind}\n${caller.tenantId}\n${query}`;
    const known = this.#gatherings.get(name);
    const gathering = known ?? {
      kind,
      caller,
      query,
      waiting: [],
      byteCount: 0,
      disarm: this.#timer.set(GATHER_MS, () => this.#begin(name)),
    };
    if (known === undefined) {
      this.#gatherings.set(name, gathering);
    }
    gathering.byteCount += body.byteLength;
    gathering.waiting.push(waiting);
    if (gathering.waiting.length >= GATHERED_MAX || gathering.byteCount >= GATHERED_BYTES_MAX) {
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
  async #answer({ kind, caller, query, waiting }: Gathering): Promise<void> {
    try {
      await this.#answerBatch(
        { kind, caller, query, calls: waiting.map(({ call }) => call) },
        {
          onAnswer: (index, answer) => waiting[index]?.resolve(answer),
          onFailure: (index, error) => waiting[index]?.reject(error),
        },
      );
    } catch (error) {
      for (const { reject } of waiting) {
        reject(error);
      }
    } finally {
      this.#underWay -= waiting.length;
    }
  }
}

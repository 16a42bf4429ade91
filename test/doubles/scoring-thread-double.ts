import { parentPort, workerData } from "node:worker_threads";
import { assertInvariant } from "../../src/domain/assert.ts";
import { InvalidRequestError } from "../../src/domain/errors.ts";
import { type ScoringAnswer, type ScoringJob, ScoringStoppedError } from "../../src/ports/scoring-threads.ts";
import { ScoringThreadPort } from "../../src/scoring-threads/scoring-thread-port.ts";
import type { ThreadStart } from "../../src/scoring-threads/thread-messages.ts";

/** What a job's body tells the double to do. */
export interface DoubleOrder {
  readonly do:
    | "answer"
    | "refuse"
    | "fail"
    | "die"
    | "slugs"
    | "call"
    | "lines"
    | "wait_until_stopped"
    | "ask_people"
    | "ask_people_then_hang"
    | "who_is_there"
    | "hang";
  readonly method?: string;
  /** How many are asked at a time, and how often after another. */
  readonly atOnce?: number;
  readonly rounds?: number;
}

assertInvariant(parentPort !== null, "The double runs as a thread.");
const { settings } = workerData as ThreadStart<string>;
const port = new ScoringThreadPort(parentPort);

const answerOf = (text: string): ScoringAnswer => ({
  text,
  appliedPreferenceMs: null,
  queueMs: 0,
  parseMs: 1,
  scoreMs: 2,
  storeMs: null,
  counts: { items: 1, unscored: {}, cacheHits: 0, cacheMisses: 0 },
  sources: { names: [], isDegraded: false },
});

const hang = () => {
  for (;;) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  }
};

/** Asks and tells what was answered: the replies, one after another. */
async function askPeople(job: ScoringJob, { method = "people", atOnce = 1, rounds = 1 }: DoubleOrder): Promise<string> {
  const replies: unknown[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const asked = Array.from({ length: atOnce }, (_, index) => port.waitFor(job, method, [`${round}.${index}`]));
    replies.push(...(await Promise.all(asked)));
  }
  return replies.join(",");
}

port.serve(async (job, listener) => {
  const order = JSON.parse(new TextDecoder().decode(job.body)) as DoubleOrder;
  switch (order.do) {
    case "refuse":
      throw new InvalidRequestError("No.", { errors: [{ pointer: "/items", detail: "Missing." }] });
    case "fail":
      throw new TypeError("a mistake");
    case "die":
      return process.exit(3);
    case "slugs":
      return answerOf(
        port.scenarios
          .listCollections()
          .map(({ slug }) => slug)
          .join(","),
      );
    case "call":
      return answerOf(String(await port.call(order.method ?? "", [job.caller.tenantId, 2])));
    case "lines":
      listener.begin({ appliedPreferenceMs: 5000, queueMs: 0, parseMs: 1 });
      listener.write("1\n");
      listener.write("2\n");
      return answerOf("3");
    case "wait_until_stopped":
      listener.begin({ appliedPreferenceMs: null, queueMs: 0, parseMs: 0 });
      // As an item that takes long: no message is read meanwhile.
      while (!listener.isStopped()) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
      }
      throw new ScoringStoppedError();
    case "who_is_there":
      return answerOf(port.liveAudiencesOf(job).join(","));
    case "ask_people":
      return answerOf(await askPeople(job, order));
    case "ask_people_then_hang":
      await askPeople(job, order);
      return hang();
    case "hang":
      return hang();
    default:
      return answerOf(settings);
  }
});

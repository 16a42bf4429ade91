import type { JobPorts } from "../http/scoring/create-scoring-answerer.ts";
import type { AnswerScoring, ScoringJob } from "../ports/scoring-threads.ts";
import type { ScoringThreadPort } from "../scoring-threads/scoring-thread-port.ts";
import type { Audit } from "../services/evidence/audit.ts";
import type { Opinions } from "../services/fallback/opinions.ts";
import type { Monitors } from "../services/monitors/monitors.ts";
import { NO_MONITORS } from "../services/monitors/no-monitors.ts";
import type { ServicePorts } from "../services/service-ports.ts";
import { ObservedPacker, type PackedGroups, unpackObserved } from "./pack-observed.ts";
import { peopleOfJob } from "./scoring-thread-people.ts";

type MainThread = Pick<ScoringThreadPort, "call" | "waitFor" | "liveAudiencesOf" | "mayDifferFor">;

/** What the jobs of a scoring thread ask of the main thread: opinions as people, while the job is parked; what is to be watched goes there with the end of the job, what may be audited at once, and nobody waits for either. */
export class ScoringThreadPorts {
  readonly #mainThread: MainThread;
  readonly #isWatched: boolean;
  readonly #observed = new WeakMap<ScoringJob, ObservedPacker>();

  constructor(mainThread: MainThread, isWatched: boolean) {
    this.#mainThread = mainThread;
    this.#isWatched = isWatched;
  }

  portsFor(job: ScoringJob): JobPorts {
    const mainThread = this.#mainThread;
    const opinions: Opinions = {
      mayDiffer: () => mainThread.mayDifferFor(job),
      ask: (...args) => mainThread.waitFor(job, "askOpinions", args) as ReturnType<Opinions["ask"]>,
    };
    const audit: Audit = { consider: (...args) => void mainThread.call("considerAudit", args).catch(() => undefined) };
    return { people: peopleOfJob(mainThread, job), opinions, audit, monitors: this.#monitorsOf(job) };
  }

  /** The same answers, with what was seen of them sent on. */
  sendingObserved(answer: AnswerScoring): AnswerScoring {
    return async (job, listener) => {
      try {
        return await answer(job, listener);
      } finally {
        const packed = this.#observed.get(job)?.packed ?? [];
        if (packed.length > 0) {
          this.#mainThread.call("observe", [packed]).catch(() => undefined);
        }
      }
    };
  }

  #monitorsOf(job: ScoringJob): Monitors {
    if (!this.#isWatched) {
      return NO_MONITORS;
    }
    const packer = new ObservedPacker();
    this.#observed.set(job, packer);
    return { observe: (group) => packer.add(group) };
  }
}

/** The main thread's side: what it does without anybody waiting for it. */
export function unawaitedMethods({ monitors, audit }: Pick<ServicePorts, "monitors" | "audit">) {
  return {
    observe: async (packed: readonly PackedGroups[]) => {
      for (const part of packed) {
        for (const group of unpackObserved(part)) {
          monitors.observe(group);
        }
      }
    },
    considerAudit: async (...args: Parameters<Audit["consider"]>) => audit.consider(...args),
  };
}

import type { ScoringJob } from "./ports/scoring-threads.ts";
import type { ScoringThreadPort } from "./scoring-threads/scoring-thread-port.ts";
import type { People } from "./services/people/people.ts";
import { systemClock, systemTimer } from "./system-ports.ts";

/** What a scoring thread may ask of people: all that takes its time. */
type AwaitedMethod = Exclude<keyof People, "areThere">;

/** The people as a job on a scoring thread sees them: asked by the main thread, while the job is parked. Who is there is known as of when the job was handed over. */
export function peopleOfJob(mainThread: Pick<ScoringThreadPort, "waitFor" | "liveAudiencesOf">, job: ScoringJob): People {
  const asked =
    <Method extends AwaitedMethod>(method: Method) =>
    (...args: Parameters<People[Method]>) =>
      mainThread.waitFor(job, method, args) as ReturnType<People[Method]>;
  return {
    areThere: (audience) => mainThread.liveAudiencesOf(job).includes(audience),
    // A promise cannot cross threads: a fallback that still thinks is waited for here, until half of the time is over.
    settlePair: async (caller, { later, ...ask }, deadlineAt) => {
      const comparison = later === null ? null : await beforeHalfTime(later, deadlineAt);
      return await asked("settlePair")(caller, { ...ask, comparison: comparison ?? ask.comparison, later: null }, deadlineAt);
    },
    settleGroup: asked("settleGroup"),
    settleRating: asked("settleRating"),
  };
}

/** Null where it does not come before half of the time to the deadline is over, and where it fails. */
function beforeHalfTime<Value>(value: Promise<Value>, deadlineAt: number): Promise<Value | null> {
  return new Promise((resolve) => {
    const halfMs = Math.max(0, deadlineAt - systemClock.now()) / 2;
    const disarm = systemTimer.set(halfMs, () => resolve(null));
    value.then(resolve, () => resolve(null)).finally(disarm);
  });
}

/** The main thread's side of them: what it does when a job asks. */
export function awaitedPeople(people: People): { readonly [Method in AwaitedMethod]: People[Method] } {
  return {
    settlePair: (caller, ask, deadlineAt) => people.settlePair(caller, ask, deadlineAt),
    settleGroup: (caller, ask, deadlineAt) => people.settleGroup(caller, ask, deadlineAt),
    settleRating: (caller, ask, deadlineAt) => people.settleRating(caller, ask, deadlineAt),
  };
}

import type { ScoringJob } from "../ports/scoring-threads.ts";
import type { ScoringThreadPort } from "../scoring-threads/scoring-thread-port.ts";
import type { People } from "../services/people/people.ts";

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
    settlePair: async (caller, ask, deadlineAt) => {
      // What is still to come cannot be sent to another thread: the fallback first, then people.
      const comparison = ask.later === null ? ask.comparison : await ask.later;
      return await asked("settlePair")(caller, { ...ask, comparison, later: null }, deadlineAt);
    },
    settleGroup: asked("settleGroup"),
    settleRating: asked("settleRating"),
  };
}

/** The main thread's side of them: what it does when a job asks. */
export function awaitedPeople(people: People): { readonly [Method in AwaitedMethod]: People[Method] } {
  return {
    settlePair: (caller, ask, deadlineAt) => people.settlePair(caller, ask, deadlineAt),
    settleGroup: (caller, ask, deadlineAt) => people.settleGroup(caller, ask, deadlineAt),
    settleRating: (caller, ask, deadlineAt) => people.settleRating(caller, ask, deadlineAt),
  };
}

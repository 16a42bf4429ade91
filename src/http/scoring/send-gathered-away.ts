import type { Clock } from "../../ports/clock.ts";
import type { ScoringThreads } from "../../ports/scoring-threads.ts";
import type { GatheringHooks } from "../../services/scoring/gathered-evaluations.ts";
import type { GatheredBody, GatheredLine } from "./gathered-operation.ts";

/** Fewer conversations are scored sooner than they are sent. */
const SENT_MIN = 16;
/** Jobs that may wait for a thread before this one: beyond them the conversations are scored where they are. */
const WAITING_MAX = 16;

/** Has conversations that came one by one scored on a scoring thread, so that the thread that reads requests goes on reading them. */
export function sendGatheredAway(threads: Pick<ScoringThreads, "run" | "load">, clock: Clock): GatheringHooks["sendAway"] {
  return ({ caller, requests, deadlineAt }, onResult) => {
    if (requests.length < SENT_MIN || threads.load.waiting >= WAITING_MAX) {
      return null;
    }
    const arrivedAt = clock.now();
    const job = {
      operation: "gathered",
      body: new TextEncoder().encode(JSON.stringify({ requests } satisfies GatheredBody)).buffer,
      caller,
      arrivedAt,
      preferredBudgetMs: deadlineAt - arrivedAt,
      skippedSources: [],
      isStreamed: true,
    } as const;
    const take = (lines: string) => {
      for (const line of lines.split("\n")) {
        if (line !== "") {
          const { index, value } = JSON.parse(line) as GatheredLine;
          onResult(value, index);
        }
      }
    };
    return threads.run(job, { begin: () => undefined, write: take }, deadlineAt, null).then(({ counts }) => counts);
  };
}

import type { ScoreHistoryStore } from "../../ports/score-history-store.ts";
import type { ScoringPorts } from "../../services/scoring/scoring-ports.ts";

/** The history store with a stopwatch beside it. `elapsedMs` is the time waited for it so far; null where it was not asked. */
export function timeStore(ports: Pick<ScoringPorts, "scoreHistory">, stopwatch: () => number) {
  let elapsedMs: number | null = null;
  const scoreHistory: ScoreHistoryStore = {
    recordRewards: async (...args) => {
      const startedMs = stopwatch();
      try {
        return await ports.scoreHistory.recordRewards(...args);
      } finally {
        elapsedMs = (elapsedMs ?? 0) + stopwatch() - startedMs;
      }
    },
    purgeRewards: (...args) => ports.scoreHistory.purgeRewards(...args),
  };
  return { scoreHistory, elapsedMs: () => elapsedMs };
}

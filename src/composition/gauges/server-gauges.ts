import type { GaugeSource } from "../../http/http-options.ts";
import type { ScoringThreads } from "../../ports/scoring-threads.ts";
import type { Storage } from "../../ports/storage.ts";
import type { ServicePorts } from "../../services/service-ports.ts";

/** What `/metrics` shows beside the requests: the state of the parts that only the composition sees together. */
export function serverGauges(ports: ServicePorts, storage: Storage, threads: ScoringThreads): readonly GaugeSource[] {
  const single = (name: string, help: string, read: () => Promise<number> | number) => ({
    name,
    help,
    labelNames: [],
    measure: async () => [{ labels: {}, value: await read() }],
  });
  return [
    {
      name: "episodes",
      help: "Episodes in the database by status.",
      labelNames: ["status"],
      measure: async () =>
        Object.entries(await storage.episodes.countEpisodes()).map(([status, value]) => ({ labels: { status }, value })),
    },
    single("episodes_live", "Episodes kept folded in memory.", () => ports.live.size),
    single("scenarios", "Scenarios that can be played.", () =>
      ports.scenarios.listCollections().reduce((sum, { scenarios }) => sum + scenarios.size, 0),
    ),
    single("scoring_threads_busy", "Jobs that scoring threads have.", () => threads.load.busy),
    single("scoring_jobs_waiting", "Large bodies that wait for a scoring thread.", () => threads.load.waiting),
    single(
      "scoring_jobs_parked",
      "Large bodies that wait for people and left their thread to others.",
      () => threads.load.parked,
    ),
    single("questions_open", "Questions that are up.", () => ports.board.size),
    single("leases_open", "Questions in somebody's hands.", () => ports.board.leaseCount),
    single("annotators_online", "Annotators signed in and heard of lately.", () => ports.pool.measure().online),
    single("annotators_live", "Annotators there at this moment.", () => ports.pool.measure().live),
    single("pool_votes_per_minute", "Votes a minute, of late.", () => ports.pool.measure().votesPerMinute),
    single("storage_wal_bytes", "Bytes of the write-ahead log.", async () => (await storage.measure()).walBytes),
    single("storage_commits", "Commits since the start.", async () => (await storage.measure()).commits),
    single(
      "storage_operations",
      "Storage operations since the start; over the commits: the size of a commit group.",
      async () => (await storage.measure()).operations,
    ),
  ];
}

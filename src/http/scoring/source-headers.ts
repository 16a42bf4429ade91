import type { SourcesUsed } from "../../ports/scoring-threads.ts";

/** The headers that tell who gave an answer's rewards. */
export function sourceHeaders({ names, isDegraded }: SourcesUsed): Record<string, string> {
  const degraded = { "X-Reward-Degraded": String(isDegraded) };
  return names.length === 0 ? degraded : { "X-Reward-Source": names.join(", "), ...degraded };
}

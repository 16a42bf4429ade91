import type { LearnFromLogWatch } from "../../services/learned/learn-from-log.ts";
import type { ModelWorld } from "../cli-world.ts";
import { progressBar } from "../progress-bar.ts";

/** Shows how far through the log learning is. */
export function watchLearning(world: ModelWorld): LearnFromLogWatch["onPage"] {
  return (votes, share) => world.progress(`learning ${progressBar(share)} ${votes.toLocaleString("en")} votes`);
}

/** What is said where there is nothing to learn from. */
export function noVotesText(tenantId: string): string {
  return `No votes on pairs of tenant "${tenantId}" to learn from. They come from POST /api/v1/compare and groups that people are asked about, and are learned from a minute after they were given.`;
}

import type { CliWorld } from "../cli-world.ts";
import type { PreferencePair } from "../pairs/preference-pair.ts";
import { VotingClient } from "../simulate/voting-client.ts";
import type { ApiClient, ComparisonBody } from "./api-client.ts";
import { toCompareBody } from "./score-pairs.ts";

const TICK_MS = 500;
/** The invite and the question outlast the wait: whoever is late finds out from the page and not from a dead link. */
const SPARE_MS = 60_000;

/**
 * Prints a link under which the person at the terminal can vote on a pair, and waits so long for the vote: a caller of the API is held until it comes. Ctrl-C ends the
 * waiting.
 */
export async function offerVote(
  world: CliWorld,
  client: ApiClient,
  url: string,
  pair: PreferencePair,
  waitMs: number,
): Promise<void> {
  const over = new AbortController();
  const seconds = Math.ceil((waitMs + SPARE_MS) / 1000);
  const [invite] = await new VotingClient(url, null).createInvites(1, "global", seconds, over.signal);
  world.print(
    `   Open this link, once, in a browser on this machine and choose an answer with ← or →:\n\n   ${invite?.url ?? url}\n`,
  );
  if (waitMs === 0) {
    world.print("   (It works as long as this server runs, which ends now. `npm run demo -- --wait 2m` waits for you.)");
    return;
  }
  void world.stopSignal().then(() => over.abort());
  const human = { mode: "require", min_votes: 1, max_votes: 1, ttl_seconds: seconds };
  const asking = client.post<ComparisonBody>("/compare", { ...toCompareBody(pair, "chosen"), human, latency_budget_ms: waitMs });
  const answer = await Promise.race([asking.finally(() => over.abort()), countDown(world, waitMs, over.signal)]);
  world.progress("");
  const isVoted = answer !== null && answer.votes.count > 0;
  world.print(isVoted ? `   ${describe(answer)}` : "   Nobody voted; `npm start` keeps a server running to try it at leisure.");
}

/** Null when the time is over or the waiting was ended. */
async function countDown(world: CliWorld, waitMs: number, over: AbortSignal): Promise<null> {
  const startedAt = world.now();
  for (let leftMs = waitMs; leftMs > 0 && !over.aborted; leftMs = waitMs - (world.now() - startedAt)) {
    world.progress(`   waiting for your vote, ${Math.ceil(leftMs / 1000)} s (Ctrl-C ends it)`);
    await world.pause(Math.min(TICK_MS, leftMs), over);
  }
  return null;
}

function describe({ winner, p_a: share, votes }: ComparisonBody): string {
  const verdict = winner === "tie" ? "a tie" : winner === "a" ? "the answer that its label prefers" : "the other answer";
  const number = share === null ? "" : `, p_a ${share.toFixed(3)}`;
  return `Your vote was counted (${votes.count}) and the waiting caller answered: ${verdict}${number}.`;
}

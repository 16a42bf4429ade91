import type { CliWorld } from "../cli-world.ts";
import { lastRequestOf, type PreferencePair, toConversation } from "../pairs/preference-pair.ts";
import { judgeQuality } from "../simulate/judge-quality.ts";
import { type Simulation, startSimulation } from "../simulate/start-simulation.ts";
import type { ApiClient, ComparisonBody } from "./api-client.ts";
import { shorten } from "./format-demo.ts";
import { formatAcknowledged, formatHurried, formatSettlement, formatStanding } from "./format-votes.ts";
import { toCompareBody } from "./score-pairs.ts";

const ANNOTATORS = 12;
const SPEED_MS = 4000;
const SKILL = 0.85;
/** How long the caller waits for people. */
const PATIENCE_MS = 20_000;
/** What another caller, who cannot wait, gives the server. */
const HURRY_MS = 50;
const WANTED = { minVotes: 5, maxVotes: ANNOTATORS, stopAt: 0.95 };
const HUMAN = { mode: "auto", min_votes: WANTED.minVotes, max_votes: WANTED.maxVotes, stop_at: WANTED.stopAt };
/** The better answer's hidden quality is at least so far above the other's. */
const QUALITY_LEAD = 0.3;
const SEEDS_MAX = 1000;
const LINE_WIDTH = 100;
const POLL_MS = 50;
const SIGN_IN_MS_MAX = 5000;

/** Lets simulated people decide one pair while a caller waits, and draws it vote by vote. Resolves with the crowd's end. */
export async function showVoting(world: CliWorld, client: ApiClient, url: string, pair: PreferencePair): Promise<void> {
  const simulation = await startSimulation(world, {
    url,
    apiKey: null,
    annotators: ANNOTATORS,
    audience: "global",
    resendShare: 0,
    character: { judge: "seeded", skill: SKILL, leftBias: 0.05, tieShare: 0.05, speedMs: SPEED_MS, seed: seedFor(pair) },
  });
  try {
    await waitUntilLive(world, client);
    world.print(`   request  ${shorten(lastRequestOf(pair), LINE_WIDTH)}`);
    world.print(`   A        ${shorten(answerOf(pair, "rejected"), LINE_WIDTH)}`);
    world.print(`   B        ${shorten(answerOf(pair, "chosen"), LINE_WIDTH)}\n`);
    await drawVotes(world, client, pair);
  } finally {
    await end(world, simulation);
  }
}

async function drawVotes(world: CliWorld, client: ApiClient, pair: PreferencePair): Promise<void> {
  const startedAt = world.now();
  const elapsedMs = () => world.now() - startedAt;
  const ask = (human: object, budgetMs: number) =>
    client.post<ComparisonBody>("/compare", { ...toCompareBody(pair, "rejected"), human, latency_budget_ms: budgetMs });
  const hurried = await ask(HUMAN, HURRY_MS);
  world.print(
    `   Whoever has ${HURRY_MS} ms ${formatHurried(hurried)}. Whoever gives it ${PATIENCE_MS / 1000} s waits for people:\n`,
  );
  world.print(formatStanding(elapsedMs(), hurried));
  const isSettled = new AbortController();
  const patient = ask(HUMAN, PATIENCE_MS)
    .then((settled) => ({ settled, afterMs: elapsedMs() }))
    .finally(() => isSettled.abort());
  // Asks the same question without waiting: its revisions tell what the votes make of it one by one.
  const watched = ask({ ...HUMAN, mode: "require", min_votes: 1 }, HURRY_MS);
  const following = watched.then((first) => follow(world, client, first, elapsedMs, isSettled.signal));
  const [{ settled, afterMs }, votesShown] = await Promise.all([patient, following]);
  if (settled.votes.count > votesShown) {
    world.print(formatStanding(afterMs, settled));
  }
  world.print(`\n${formatSettlement(afterMs, settled, WANTED)}`);
}

/** Prints every revision that has votes as it comes. Resolves with how many votes the last one had. */
async function follow(
  world: CliWorld,
  client: ApiClient,
  { comparison_id: id }: ComparisonBody,
  elapsedMs: () => number,
  signal: AbortSignal,
): Promise<number> {
  let votesShown = 0;
  try {
    for await (const revision of client.follow<ComparisonBody>(`/comparisons/${id}/events`, "revision", signal)) {
      if (revision.votes.count > votesShown) {
        votesShown = revision.votes.count;
        world.print(formatStanding(elapsedMs(), revision));
      }
    }
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
  return votesShown;
}

async function end(world: CliWorld, simulation: Simulation): Promise<void> {
  const { votes, acknowledgedP99Ms } = await simulation.stop();
  world.print(formatAcknowledged(votes, acknowledgedP99Ms));
}

function answerOf(pair: PreferencePair, side: "chosen" | "rejected"): string {
  return toConversation(pair, side).at(-1)?.content ?? "";
}

/** A seed for which the crowd holds for better what the pair's label says is better: so they know what the embedded scorer cannot see. */
function seedFor(pair: PreferencePair): number {
  const lead = (seed: number) =>
    judgeQuality("seeded", answerOf(pair, "chosen"), seed) - judgeQuality("seeded", answerOf(pair, "rejected"), seed);
  const seeds = Array.from({ length: SEEDS_MAX }, (_, seed) => seed);
  return seeds.find((seed) => lead(seed) >= QUALITY_LEAD) ?? 0;
}

/** All have opened their lines. */
async function waitUntilLive(world: CliWorld, client: ApiClient): Promise<void> {
  const until = world.now() + SIGN_IN_MS_MAX;
  const never = new AbortController().signal;
  while (world.now() < until && (await client.get<{ readonly live: number }>("/pool")).live < ANNOTATORS) {
    await world.pause(POLL_MS, never);
  }
}

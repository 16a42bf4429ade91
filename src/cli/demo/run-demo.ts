import type { CliWorld } from "../cli-world.ts";
import type { PreferencePair } from "../pairs/preference-pair.ts";
import { ApiClient } from "./api-client.ts";
import { findDemoPairs } from "./find-demo-pairs.ts";
import { formatConversation, formatPairs, formatSteps, formatTraining } from "./format-demo.ts";
import { offerVote } from "./offer-vote.ts";
import { type PairScores, scorePairs } from "./score-pairs.ts";
import { showVoting } from "./show-voting.ts";
import { startDemoServer } from "./start-demo-server.ts";
import { trainPolicy } from "./train-policy.ts";

export interface DemoOptions {
  /** JSONL of preference rows, instead of the pairs that are at hand. */
  readonly input: string | undefined;
  readonly steps: number;
  /** How long to wait for a vote of whoever reads it; null: a minute in a terminal, not at all elsewhere. */
  readonly waitMs: number | null;
}

const GROUP_SIZE = 8;
const PAIRS_MAX = 100;
const WAIT_IN_TERMINAL_MS = 60_000;

/** `npm run demo`: a server on a database file of its own, a training loop and pair scoring against it over HTTP, and what came of it. Ends by itself. */
export async function runDemo(world: CliWorld, options: DemoOptions): Promise<number> {
  const files = world.demoFiles();
  const { name, pairs } = await findDemoPairs(options.input, files.llmbarFolder, files.pairsFile, PAIRS_MAX);
  const server = await startDemoServer(world, files, "error", undefined);
  try {
    const client = new ApiClient(server.url);
    world.print(`Folkmoot ${world.version} is listening on ${server.url}\n`);
    world.print("1. Training: a tiny policy learns to take a history from the persona of medical-intake/lower-back-pain.");
    world.print(
      `   ${options.steps} steps of ${GROUP_SIZE} episodes; every reward comes over HTTP from POST /api/v1/episodes/{id}/turns.\n`,
    );
    const training = await trainPolicy(client, {
      steps: options.steps,
      groupSize: GROUP_SIZE,
      onStep: (step, mean) => world.progress(`   ${formatSteps(step, options.steps)}  mean reward ${mean.toFixed(3)}`),
    });
    world.progress("");
    world.print(formatTraining(training.meanRewards));
    world.print("\n2. What the trained policy does now (seed 7):\n");
    world.print(formatConversation(training.final));
    world.print(`\n3. Scoring ${pairs.length} preference pairs: ${name}.\n`);
    const scores = await scorePairs(client, pairs, (done) => world.progress(`   ${formatSteps(done, pairs.length)}`));
    world.progress("");
    world.print(formatPairs(scores));
    await letPeopleVote(world, client, server.url, pairs, scores, options.waitMs);
    world.print(`\n${client.requests} requests. What to try next:`);
    for (const line of NEXT_STEPS) {
      world.print(`  ${line}`);
    }
    return 0;
  } finally {
    await server.stop();
  }
}

/** The pair that is put to people is one that the embedded scorer gets wrong, where there is one. */
async function letPeopleVote(
  world: CliWorld,
  client: ApiClient,
  url: string,
  pairs: readonly PreferencePair[],
  { mistaken }: PairScores,
  waitMs: number | null,
): Promise<void> {
  const pair = mistaken ?? pairs[0];
  if (pair === undefined) {
    return;
  }
  const gotWrong = mistaken === null ? "One pair" : "One pair that the embedded scorer gets wrong";
  world.print(`\n4. People: ${gotWrong}, put to 12 simulated annotators while a caller waits.\n`);
  await showVoting(world, client, url, pair);
  world.print("\n5. Now you.\n");
  await offerVote(
    world,
    client,
    url,
    pairs.find((other) => other !== pair) ?? pair,
    waitMs ?? (world.isTerminal ? WAIT_IN_TERMINAL_MS : 0),
  );
}

const NEXT_STEPS = [
  "npm start                                            keep a server running; its API is at http://127.0.0.1:8080/docs",
  "npm run folkmoot -- play tutoring/<scenario>         talk to a persona yourself; `scenarios check` lists them",
  "npm run folkmoot -- annotators invite                make links for people to vote at /vote; `simulate` plays a crowd",
  "npm run demo -- --input pairs.jsonl                  score your own TRL preference rows",
  "docs/guides/scenario-format.md                       write a scenario of your own",
];

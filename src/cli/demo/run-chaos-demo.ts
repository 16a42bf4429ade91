import { writeFileSync } from "node:fs";
import type { ChildProgram, CliWorld } from "../cli-world.ts";
import { type PreferencePair, toConversation } from "../pairs/preference-pair.ts";
import { ApiClient, type SourceBody } from "./api-client.ts";
import { findDemoPairs } from "./find-demo-pairs.ts";
import { formatStrip, formatTally, type ScoredLine, tallyChaos } from "./format-chaos.ts";
import { startDemoServer } from "./start-demo-server.ts";

const BATCH_ITEMS = 60;
const PAIRS_MAX = 100;
/** Lines after which the model is killed. */
const KILLED_AFTER = 20;
/** What the caller gives for a batch: whoever tries this may have a busy machine. */
const BUDGET_MS = 60_000;
const READY_MS_MAX = 20_000;
const POLL_MS = 100;
const LISTENING = /^listening on (\S+)$/;

/**
 * `folkmoot demo --chaos`: a reward model is killed in the middle of a batch and started again; the answers say who gave them. Ends by itself: 0 where nothing was lost and the model came back.
 * @param input JSONL of preference rows, instead of the pairs that are at hand.
 */
export async function runChaosDemo(world: CliWorld, input: string | undefined): Promise<number> {
  const files = world.demoFiles();
  const { name, pairs } = await findDemoPairs(input, files.llmbarFolder, files.pairsFile, PAIRS_MAX);
  const model = await startModel(world, 0);
  writeFileSync(files.configFile, describeFallback(model.url));
  const server = await startDemoServer(world, files, "silent", files.configFile);
  let running: ChildProgram = model.program;
  try {
    const client = new ApiClient(server.url);
    world.print(
      `Folkmoot ${world.version} is listening on ${server.url}; its reward model, a process of its own, on ${model.url}.`,
    );
    await waitUntilReady(world, client);
    world.print(`The model passed its self-test: a good and a bad answer differ in the right direction.\n`);

    world.print(
      `1. ${BATCH_ITEMS} conversations in one batch, of ${name}; after ${KILLED_AFTER} answers the model's process is killed (SIGKILL).\n`,
    );
    const hit = await scoreBatch(client, pairs, async (done) => {
      if (done === KILLED_AFTER) {
        await running.kill();
      }
    });
    show(world, hit);

    world.print("\n2. While it is gone: every answer comes from the rubric, and says so.\n");
    const alone = await scoreOne(client, pairs);
    showHeaders(world, alone);

    world.print("\n3. The model is started again at the same address.\n");
    const startedAt = world.now();
    running = (await startModel(world, Number(new URL(model.url).port))).program;
    const back = await waitUntilAnswering(world, client, pairs);
    if (back !== null) {
      showHeaders(world, back);
      world.print(
        `   It answers again ${((world.now() - startedAt) / 1000).toFixed(1)} s after it was started: its breaker let one call through to see.\n`,
      );
    }
    const after = await scoreBatch(client, pairs, async () => undefined);
    show(world, after);
    return judge(world, hit, alone, back, after);
  } finally {
    await server.stop();
    await running.kill();
  }
}

/** What a caller of whole answers sees. */
interface WholeAnswer {
  readonly source: SourceBody | null;
  readonly sourceHeader: string | null;
  readonly degradedHeader: string | null;
}

async function startModel(world: CliWorld, port: number): Promise<{ readonly program: ChildProgram; readonly url: string }> {
  const program = world.startSelf(["demo-model", "--port", port.toString()]);
  const url = LISTENING.exec(await program.firstLine)?.[1];
  if (url === undefined) {
    await program.kill();
    throw new Error("The stand-in for a reward model did not start.");
  }
  return { program, url };
}

/** The breaker opens soon and looks again soon, and nothing is kept: a demo has no time, and would else be answered from memory. */
function describeFallback(url: string): string {
  const source = {
    adapter: "vllm_classify",
    url,
    model: "stand-in",
    timeout_ms: 5000,
    concurrency: 2,
    centre: 2,
    breaker: { ratio: 0.5, min_calls: 4, window_seconds: 10, open_seconds: 1 },
  };
  return JSON.stringify({ fallback: { order: ["stand-in", "rubric"], cache: { entries: 0 }, sources: { "stand-in": source } } });
}

function toItem(pair: PreferencePair, side: "chosen" | "rejected"): object {
  const messages = toConversation(pair, side).map(({ role, content }) => ({ role, content }));
  return { collection_slug: "preference", scenario_slug: "general", messages };
}

async function scoreBatch(
  client: ApiClient,
  pairs: readonly PreferencePair[],
  onLine: (done: number) => Promise<void>,
): Promise<readonly ScoredLine[]> {
  const candidates = pairs.flatMap((pair) => [toItem(pair, "chosen"), toItem(pair, "rejected")]);
  const items = Array.from({ length: BATCH_ITEMS }, (_, index) => candidates[index % candidates.length]);
  const lines: ScoredLine[] = [];
  for await (const line of client.postForLines<ScoredLine | { readonly summary: object }>("/batch/evaluate", {
    items,
    latency_budget_ms: BUDGET_MS,
  })) {
    if ("index" in line) {
      lines.push(line);
      await onLine(lines.length);
    }
  }
  return lines;
}

async function scoreOne(client: ApiClient, pairs: readonly PreferencePair[]): Promise<WholeAnswer> {
  const pair = pairs[0];
  const body = pair === undefined ? {} : toItem(pair, "chosen");
  const { body: answer, headers } = await client.postWhole<{ readonly source: SourceBody | null }>("/evaluate", body);
  return {
    source: answer.source,
    sourceHeader: headers.get("x-reward-source"),
    degradedHeader: headers.get("x-reward-degraded"),
  };
}

async function waitUntilReady(world: CliWorld, client: ApiClient): Promise<void> {
  const until = world.now() + READY_MS_MAX;
  while (world.now() < until) {
    const { reward_models: models } = await client.get<{
      readonly reward_models: readonly { readonly id: string; readonly state: string }[];
    }>("/reward-models");
    if (models.some(({ id, state }) => id === "stand-in" && state === "ready")) {
      return;
    }
    await world.pause(POLL_MS, new AbortController().signal);
  }
  throw new Error("The stand-in for a reward model did not pass its self-test.");
}

/** Its first answer; null: it gave none in time. */
async function waitUntilAnswering(
  world: CliWorld,
  client: ApiClient,
  pairs: readonly PreferencePair[],
): Promise<WholeAnswer | null> {
  const until = world.now() + READY_MS_MAX;
  while (world.now() < until) {
    const answer = await scoreOne(client, pairs);
    if (answer.source?.degraded === false) {
      return answer;
    }
    await world.pause(POLL_MS, new AbortController().signal);
  }
  return null;
}

function show(world: CliWorld, lines: readonly ScoredLine[]): void {
  world.print(`   ${formatStrip(lines)}`);
  world.print("   █ the reward model   ▒ the rubric in its place");
  world.print(`   ${formatTally(tallyChaos(lines))}`);
}

function showHeaders(world: CliWorld, { source, sourceHeader, degradedHeader }: WholeAnswer): void {
  world.print(`   X-Reward-Source: ${sourceHeader}   X-Reward-Degraded: ${degradedHeader}`);
  world.print(`   "source": ${JSON.stringify(source)}`);
}

/** Says whether everything held that the demo is there to show. */
function judge(
  world: CliWorld,
  hit: readonly ScoredLine[],
  alone: WholeAnswer,
  back: WholeAnswer | null,
  after: readonly ScoredLine[],
): number {
  const [during, recovered] = [tallyChaos(hit), tallyChaos(after)];
  const claims: readonly (readonly [string, boolean])[] = [
    [
      "every conversation was answered, with a reward",
      [during, recovered].every(({ total, unscored }) => total === BATCH_ITEMS && unscored === 0),
    ],
    [
      "answers from before the kill are the model's, later ones say that it is gone",
      during.degraded > 0 && during.degraded < BATCH_ITEMS,
    ],
    [
      "a whole answer says so in its headers too",
      alone.degradedHeader === "true" && alone.source?.reason?.startsWith("stand-in: ") === true,
    ],
    ["the model answers again once it is back", back?.degradedHeader === "false" && recovered.degraded === 0],
  ];
  world.print("");
  for (const [claim, holds] of claims) {
    world.print(`   ${holds ? "✓" : "✗"} ${claim}`);
  }
  return claims.every(([, holds]) => holds) ? 0 : 1;
}

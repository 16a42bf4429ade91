import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { composeAnswer } from "./support/evaluate-body.ts";
import { KeepAliveConnection } from "./support/keep-alive-connection.ts";
import { median } from "./support/median.ts";
import { startPinnedProgram } from "./support/pinned-program.ts";

// A storm as OpenRLHF raises one: 4,096 samples asked for at the same moment, each by a request and a connection of its own, beside the same items in four native
// batches of 1,024. In alternating rounds of one run; the cache of scores is off and no sample comes twice.
const SAMPLES = 4096;
const BATCH_ITEMS = 1024;
const ROUNDS = Number(process.argv[2] ?? 5);
/** Connections that are being opened at the same time: the system's queue for them is short. */
const OPENING_AT_ONCE = 128;
const PROMPT_TEXT = "How long do customers take to answer us, and why do some of them take longer?";
const PROMPT = `<|im_start|>user\n${PROMPT_TEXT}<|im_end|>\n<|im_start|>assistant\n`;
const PROGRAM = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const SCENARIOS = fileURLToPath(new URL("../scenarios", import.meta.url));
const CASES = [
  { collectionSlug: "preference", scenarioSlug: "general", words: 200 },
  { collectionSlug: "medical-intake", scenarioSlug: "lower-back-pain", words: 60 },
] as const;

interface Scenario {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
}

const folder = mkdtempSync(join(tmpdir(), "folkmoot-bench-"));
let sent = 0;
try {
  await compare();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compare(): Promise<void> {
  const database = ["--database", `sqlite:${join(folder, "folkmoot.db")}`];
  const keyMade = spawnSync(process.execPath, [PROGRAM, "keys", "create", "--name", "benchmark", ...database], {
    encoding: "utf8",
  });
  const headers = { authorization: `Bearer ${keyMade.stdout.trim()}` };
  const flags = ["--port", "0", "--scenarios", SCENARIOS, "--score-cache-entries", "0", "--requests-per-minute", "100000000"];
  const server = await startPinnedProgram(process.execPath, [PROGRAM, "serve", ...database, ...flags], false);
  try {
    console.log(
      `${SAMPLES} samples, medians of ${ROUNDS} alternating rounds, ${availableParallelism()} CPUs, Node ${process.versions.node}`,
    );
    for (const { words, ...scenario } of CASES) {
      const storms: number[] = [];
      const natives: number[] = [];
      const cpu: number[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const answers = Array.from({ length: SAMPLES }, () => nextAnswer(words));
        const before = server.readCpuMs();
        const storm = await sendStorm(server.url, headers, scenario, answers);
        const between = server.readCpuMs();
        const native = await sendBatches(server.url, headers, scenario, answers);
        const after = server.readCpuMs();
        expectSameRewards(storm.rewards, native.rewards);
        // The first round warms everything up.
        if (round > 0) {
          storms.push(storm.ms);
          natives.push(native.ms);
          cpu.push((between - before) / (after - between));
        }
      }
      const [storm, native] = [median(storms), median(natives)];
      const ratio = median(storms.map((ms, index) => ms / (natives[index] ?? Number.NaN)));
      console.log(
        `${scenario.collectionSlug}/${scenario.scenarioSlug}, ${words} words: ${perSecond(storm)} samples/s one by one, ${perSecond(native)} in batches; ${ratio.toFixed(2)} times the time, ${median(cpu).toFixed(2)} times the server's processor time (rounds ${storms.map((ms, index) => (ms / (natives[index] ?? Number.NaN)).toFixed(2)).join(", ")})`,
      );
    }
  } finally {
    await server.stop();
  }
}

/** The same conversation for both ways, and another one every time. */
function nextAnswer(words: number): string {
  sent += 1;
  return composeAnswer(words, sent).replace(/^@+/, `Sample ${sent}:`);
}

async function sendStorm(url: string, headers: Readonly<Record<string, string>>, scenario: Scenario, answers: readonly string[]) {
  const path = `/compat/openrlhf/${scenario.collectionSlug}/${scenario.scenarioSlug}/get_reward`;
  const bodies = answers.map((answer) =>
    JSON.stringify({ query: [`${PROMPT}${answer}<|im_end|>`], prompts: [PROMPT], labels: [""] }),
  );
  const connections: KeepAliveConnection[] = [];
  for (let start = 0; start < bodies.length; start += OPENING_AT_ONCE) {
    const opened = bodies.slice(start, start + OPENING_AT_ONCE).map(() => KeepAliveConnection.open(url, headers));
    connections.push(...(await Promise.all(opened)));
  }
  const startedMs = performance.now();
  const responses = await Promise.all(connections.map((connection, index) => connection.post(path, bodies[index] ?? "")));
  const ms = performance.now() - startedMs;
  for (const connection of connections) {
    connection.close();
  }
  const failed = responses.find(({ status }) => status !== 200);
  if (failed !== undefined) {
    throw new Error(`A sample was answered ${failed.status}: ${failed.body}`);
  }
  return { ms, rewards: responses.map(({ body }) => (JSON.parse(body) as { rewards: [number] }).rewards[0]) };
}

async function sendBatches(
  url: string,
  headers: Readonly<Record<string, string>>,
  scenario: Scenario,
  answers: readonly string[],
) {
  const { collectionSlug: collection_slug, scenarioSlug: scenario_slug } = scenario;
  const items = answers.map((content) => ({
    collection_slug,
    scenario_slug,
    messages: [
      { role: "user", content: PROMPT_TEXT },
      { role: "assistant", content },
    ],
  }));
  const bodies = Array.from({ length: SAMPLES / BATCH_ITEMS }, (_, index) =>
    JSON.stringify({ items: items.slice(index * BATCH_ITEMS, (index + 1) * BATCH_ITEMS) }),
  );
  const connections = await Promise.all(bodies.map(() => KeepAliveConnection.open(url, headers)));
  const startedMs = performance.now();
  const responses = await Promise.all(
    connections.map((connection, index) => connection.post("/api/v1/batch/evaluate", bodies[index] ?? "")),
  );
  const ms = performance.now() - startedMs;
  for (const connection of connections) {
    connection.close();
  }
  const rewards = responses.flatMap(({ body }) =>
    (JSON.parse(body) as { results: readonly { reward: number }[] }).results.map(({ reward }) => reward),
  );
  return { ms, rewards };
}

function expectSameRewards(one: readonly number[], other: readonly number[]): void {
  const at = one.findIndex((reward, index) => reward !== other[index]);
  if (one.length !== other.length || at >= 0) {
    throw new Error(`Sample ${at} has the reward ${one[at]} by itself and ${other[at]} in a batch.`);
  }
}

function perSecond(ms: number): string {
  return ((1000 * SAMPLES) / ms).toFixed(0);
}

import { mkdtempSync, rmSync } from "node:fs";
import type { Profiler, Runtime } from "node:inspector";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LoadGenerator, startMeasuredServer } from "./support/child-server.ts";

// Where the time of a turn goes on the server's main thread: plays rounds as bench/episodes.ts does under node's sampling profiler.
// usage: npx tsx bench/profile-turns.ts [rounds]
const ROUNDS = Number(process.argv[2] ?? 4);
const EPISODES = 384;
const TURNS = 12;
const ROWS = 50;
const NOT_WORK = new Set(["(idle)", "(root)"]);

const folder = mkdtempSync(join(tmpdir(), "folkmoot-profile-"));
const generator = new LoadGenerator();
try {
  const scenarios = fileURLToPath(new URL("../scenarios", import.meta.url));
  const start = async (name: string) => {
    const server = await startMeasuredServer({
      mode: "grouped",
      database: `sqlite:${join(folder, name)}`,
      scenarios,
      liveEpisodesMax: 2000,
    });
    return { server, target: { url: server.url, apiKey: server.apiKey, connections: 64 } };
  };
  // New conversations for every round, recorded elsewhere: the profiled server has never seen a sentence of them.
  const recorder = await start("record.db");
  const record = (round: number) =>
    generator.run({ kind: "record", target: recorder.target, firstSeed: 1 + round * EPISODES, episodes: EPISODES, turns: TURNS });
  const { server, target } = await start("profile.db");
  const profiles: Profiler.Profile[] = [];
  let turns = 0;
  // The first round warms the program up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const started = await generator.run({ kind: "start", target, scripts: await record(round) });
    await server.startProfile();
    const { requests } = await generator.run({ kind: "play", target, started });
    const profile = await server.stopProfile();
    if (round > 0) {
      turns += requests;
      profiles.push(profile);
    }
  }
  await recorder.server.stop();
  await server.stop();
  printProfiles(profiles, turns);
} finally {
  await generator.stop();
  rmSync(folder, { recursive: true, force: true });
}

function printProfiles(profiles: readonly Profiler.Profile[], turns: number): void {
  const self = new Map<string, number>();
  const total = new Map<string, number>();
  for (const profile of profiles) {
    addTimes(profile, self, total);
  }
  const busy = [...self].reduce((sum, [name, time]) => sum + (NOT_WORK.has(name) ? 0 : time), 0);
  process.stdout.write(
    `${turns} turns, main thread busy for ${(busy / 1000).toFixed(0)} ms, ${(busy / turns).toFixed(0)} µs a turn; shares of that\n`,
  );
  for (const [title, times] of [
    ["self", self],
    ["with all that it calls", total],
  ] as const) {
    process.stdout.write(`\n${title}\n`);
    const rows = [...times].filter(([name]) => !NOT_WORK.has(name)).sort((a, b) => b[1] - a[1]);
    for (const [name, time] of rows.slice(0, ROWS)) {
      process.stdout.write(`${((100 * time) / busy).toFixed(1).padStart(6)} %  ${name}\n`);
    }
  }
}

/** Adds the microseconds of each function. */
function addTimes(profile: Profiler.Profile, self: Map<string, number>, total: Map<string, number>): void {
  const sampled = new Map<number, number>();
  (profile.samples ?? []).forEach((id, index) => {
    sampled.set(id, (sampled.get(id) ?? 0) + (profile.timeDeltas?.[index] ?? 0));
  });
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const walk = (id: number, above: ReadonlySet<string>): number => {
    const node = nodes.get(id);
    const name = node ? nameOf(node.callFrame) : "?";
    const own = sampled.get(id) ?? 0;
    const within = new Set([...above, name]);
    const sum = (node?.children ?? []).reduce((time, child) => time + walk(child, within), own);
    self.set(name, (self.get(name) ?? 0) + own);
    // A function that calls itself counts once.
    if (!above.has(name)) {
      total.set(name, (total.get(name) ?? 0) + sum);
    }
    return sum;
  };
  walk(profile.nodes[0]?.id ?? 0, new Set());
}

function nameOf({ functionName, url, lineNumber }: Runtime.CallFrame): string {
  const place = url.replace(/^.*\/(dist|node_modules)\//, "$1/");
  return place === "" ? functionName || "(anonymous)" : `${functionName || "(anonymous)"} ${place}:${lineNumber + 1}`;
}

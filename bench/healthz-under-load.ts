import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { waitUntilListening } from "./support/child-server.ts";

// How late /healthz is answered while four connections post batches of 1,024 items (about a megabyte) without pause: with batches on scoring threads, as the
// program ships, and with the same batches on the main thread. The one who asks is a process of its own and asks every 5 ms whether the last answer came or not,
// so that a server that stands still is seen in every question it keeps waiting.
const SECONDS = Number(process.argv[2] ?? 10);
const ROUNDS = Number(process.argv[3] ?? 3);
const CONNECTIONS = 4;
const ITEMS = 1024;
const ASK_EVERY_MS = 5;
const PROGRAM = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const SCENARIOS = fileURLToPath(new URL("../scenarios", import.meta.url));

interface Case {
  readonly name: string;
  readonly flags: readonly string[];
  readonly hasLoad: boolean;
}

interface Seen {
  readonly latenciesMs: readonly number[];
  readonly batches: number;
}

const CASES: readonly Case[] = [
  { name: "no load", flags: [], hasLoad: false },
  { name: "batches on scoring threads", flags: [], hasLoad: true },
  { name: "the same batches inline", flags: ["--inline-body-bytes-max", String(64 * 1024 * 1024)], hasLoad: true },
];

if (process.argv[2] === "ask") {
  ask(process.argv[3] ?? "");
} else {
  await compare();
}

async function compare(): Promise<void> {
  const seen = new Map<string, Seen[]>(CASES.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of CASES) {
      seen.get(one.name)?.push(await measure(one));
    }
  }
  console.log(
    `/healthz every ${ASK_EVERY_MS} ms for ${SECONDS} s, ${ROUNDS} rounds; ${CONNECTIONS} connections post batches of ${ITEMS} items`,
  );
  console.log(`${"".padEnd(28)}   p50 ms   p99 ms   max ms   batches/s   questions`);
  for (const [name, rounds] of seen) {
    const latencies = rounds.flatMap(({ latenciesMs }) => latenciesMs).toSorted((a, b) => a - b);
    const batches = rounds.reduce((sum, round) => sum + round.batches, 0) / rounds.length / SECONDS;
    const figures = [quantile(latencies, 0.5), quantile(latencies, 0.99), quantile(latencies, 1)].map((ms) =>
      ms.toFixed(1).padStart(9),
    );
    console.log(
      `${name.padEnd(28)}${figures.join("")}   ${batches.toFixed(1).padStart(9)}   ${String(latencies.length).padStart(9)}`,
    );
  }
}

async function measure({ flags, hasLoad }: Case): Promise<Seen> {
  const words = ["serve", "--port", "0", "--database", "sqlite::memory:", "--scenarios", SCENARIOS, "--log-level", "error"];
  const server = spawn(process.execPath, [PROGRAM, ...words, "--score-cache-entries", "0", ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const url = await waitUntilListening(server);
    const bodies = Array.from({ length: CONNECTIONS }, (_, connection) => Buffer.from(createBatch(connection)));
    // The first batch pays for compiling and for preparing the scenario.
    await post(url, bodies[0] ?? Buffer.alloc(0), new Agent());
    const asker = fork(fileURLToPath(import.meta.url), ["ask", url], { execArgv: process.execArgv });
    await once(asker, "message");
    const load = startLoad(url, hasLoad ? bodies : []);
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
    const latenciesMs = await stopAsking(asker);
    return { latenciesMs, batches: await load.stop() };
  } finally {
    server.kill("SIGKILL");
    await once(server, "exit");
  }
}

function startLoad(url: string, bodies: readonly Buffer[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: bodies.length || 1 });
  let isStopping = false;
  let batches = 0;
  const loops = bodies.map(async (body) => {
    while (!isStopping) {
      await post(url, body, agent);
      batches += isStopping ? 0 : 1;
    }
  });
  return {
    stop: async () => {
      isStopping = true;
      await Promise.all(loops);
      agent.destroy();
      return batches;
    },
  };
}

function post(url: string, body: Buffer, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL("/api/v1/batch/evaluate", url),
      { method: "POST", agent, headers: { "content-type": "application/json", "content-length": body.length } },
      (incoming) => {
        if (incoming.statusCode !== 200) {
          reject(new Error(`A batch was answered ${incoming.statusCode}.`));
        }
        incoming.on("end", resolve).on("error", reject).resume();
      },
    );
    outgoing.on("error", reject).end(body);
  });
}

function createBatch(connection: number): string {
  const items = Array.from({ length: ITEMS }, (_, index) => ({
    id: `${connection}-${index}`,
    collection_slug: "medical-intake",
    scenario_slug: "lower-back-pain",
    messages: [
      { role: "assistant", content: "Morning. It's my lower back, it's gone again." },
      {
        role: "user",
        content: `I'm sorry to hear that, sample ${connection}-${index}. Where exactly does it hurt? When did it start? ${"Take your time and tell me what you were doing, ".repeat(12)}please.`,
      },
    ],
  }));
  return JSON.stringify({ items });
}

/** The process that asks: tells the latencies in milliseconds when it hears anything. */
function ask(url: string): void {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  const latenciesMs: number[] = [];
  let underWay = 0;
  const timer = setInterval(() => {
    const askedMs = performance.now();
    underWay += 1;
    request(new URL("/healthz", url), { agent }, (incoming) => {
      incoming
        .on("end", () => {
          latenciesMs.push(performance.now() - askedMs);
          underWay -= 1;
        })
        .resume();
    }).end();
  }, ASK_EVERY_MS);
  process.once("message", () => {
    clearInterval(timer);
    const wait = setInterval(() => {
      if (underWay === 0) {
        clearInterval(wait);
        process.send?.(latenciesMs, () => process.exit(0));
      }
    }, ASK_EVERY_MS);
  });
  process.send?.("asking");
}

async function stopAsking(asker: ChildProcess): Promise<readonly number[]> {
  const answer = once(asker, "message");
  asker.send("stop");
  const [latenciesMs] = (await answer) as [readonly number[]];
  return latenciesMs;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}

// What the score cache costs and saves: microseconds to score a conversation without it, with it for the first time, and again; and the digest alone.
// usage: npx tsx bench/score-cache.ts
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { createPorts } from "../src/composition/compose-ports.ts";
import { sha256Hex } from "../src/composition/system-ports.ts";
import { toServiceSettings } from "../src/composition/to-service-settings.ts";
import { parseConfig } from "../src/config/config.ts";
import { createDraws } from "../src/domain/numerics/create-draws.ts";
import type { TranscriptMessage } from "../src/domain/transcripts/transcript-message.ts";
import { openScenarioCatalog } from "../src/scenario-files/open-scenario-catalog.ts";
import { evaluateTranscript } from "../src/services/scoring/evaluate-transcript.ts";
import type { ScoringPorts } from "../src/services/scoring/scoring-ports.ts";
import { shippedEngineTools } from "../src/shipped-engine-tools.ts";
import { openStorage } from "../src/storage/open-storage.ts";

const CONVERSATIONS = 400;
const CALLER = { tenantId: "default", scopes: ["trainer"], requestId: "req_bench" } as const;
const WORDS =
  "the of and to a in that is was it for on are as with they be at one have this from when did your pain begin where does hurt worse after you eat walk lift before how long has been there any allergies medicine taken today morning night please tell me more about what happened then I see".split(
    " ",
  );

/** The same draws in every run. */
const draw = createDraws(7);

function say(wordCount: number): string {
  return Array.from({ length: wordCount }, () => {
    const word = WORDS[Math.floor(draw() * WORDS.length)] ?? "";
    const end = draw();
    return end < 0.06 ? `${word}.` : end < 0.1 ? `${word}?` : word;
  }).join(" ");
}

function talk(turns: number, wordCount: number): readonly TranscriptMessage[] {
  return Array.from({ length: 2 * turns }, (_, index) => ({
    role: index % 2 === 0 ? "user" : "assistant",
    content: say(wordCount),
    toolCalls: [],
  }));
}

type Task = (messages: readonly TranscriptMessage[]) => unknown;

/** Each task's median over the conversations, in microseconds. The tasks take turns at every conversation, so that whatever else the machine does hits them alike. */
async function mediansUs(talks: readonly (readonly TranscriptMessage[])[], tasks: readonly Task[]): Promise<readonly number[]> {
  const times = tasks.map((): number[] => []);
  for (const messages of talks) {
    for (const [index, task] of tasks.entries()) {
      const startedAt = performance.now();
      await task(messages);
      times[index]?.push((performance.now() - startedAt) * 1000);
    }
  }
  return times.map((ofTask) => ofTask.sort((a, b) => a - b)[Math.floor(ofTask.length / 2)] ?? 0);
}

const storage = await openStorage("sqlite::memory:", { exclusive: false });
const scenarios = fileURLToPath(new URL("../scenarios", import.meta.url));
const catalog = openScenarioCatalog(scenarios, null, shippedEngineTools());
const portsWith = (scoreCacheEntriesMax: number): ScoringPorts =>
  createPorts(
    storage,
    catalog,
    toServiceSettings(parseConfig({ score_cache_entries: String(scoreCacheEntriesMax) }, {}, undefined)),
    true,
    (fault) => {
      throw fault;
    },
  );

const digest: Task = (messages) => sha256Hex(JSON.stringify(messages));
const titles = ["conversation", "no cache", "first time", "again", "digest", "digest : no cache"];
process.stdout.write(`${titles.map((title, column) => title.padStart(column === 0 ? 44 : 18)).join("")}\n`);
const without = portsWith(0);
for (const [collectionSlug, scenarioSlug, turns, wordCount] of [
  ["preference", "general", 1, 60],
  ["preference", "general", 1, 500],
  ["medical-intake", "chest-tightness", 8, 20],
] as const) {
  const withCache = portsWith(2 * CONVERSATIONS);
  const evaluate = (ports: ScoringPorts) => (messages: readonly TranscriptMessage[]) =>
    evaluateTranscript(
      ports,
      CALLER,
      { collectionSlug, scenarioSlug, messages, rewardConfig: null, reference: null, normalization: null, human: null },
      null,
    );
  const tasks = [evaluate(without), evaluate(withCache), evaluate(withCache), digest];
  await mediansUs(
    Array.from({ length: CONVERSATIONS }, () => talk(turns, wordCount)),
    tasks,
  );
  const medians = await mediansUs(
    Array.from({ length: CONVERSATIONS }, () => talk(turns, wordCount)),
    tasks,
  );
  const [noCacheUs = Number.NaN, , , digestUs = Number.NaN] = medians;
  const name = `${collectionSlug}/${scenarioSlug}, ${turns} × ${wordCount} words`;
  const cells = [...medians.map((us) => `${us.toFixed(0)} µs`), `${((100 * digestUs) / noCacheUs).toFixed(1)} %`];
  process.stdout.write(`${name.padStart(44)}${cells.map((cell) => cell.padStart(18)).join("")}\n`);
}
await catalog.close();
await storage.close();

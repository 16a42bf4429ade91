// Measures how often the shipped rubric preference/general agrees with gold labels and with people, beside "the longer one" and a coin, and prints tables.
// usage: npm run measure:preferences [-- <folder with llmbar/ and llmfao/>]
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { shippedEngineTools } from "../src/compose.ts";
import { createPersonaEngine, type PersonaEngine } from "../src/domain/persona/persona-engine.ts";
import { playPolicy } from "../src/domain/scenario-checks/play-policy.ts";
import { compareRewards } from "../src/domain/scoring/compare-rewards.ts";
import { readCollection } from "../src/scenario-files/read-collection.ts";

/** Two answers to a request, and what is known of which is better. */
interface LabelledPair {
  /** Pairs of one cluster are not independent: they share a request. */
  readonly cluster: string;
  readonly request: string;
  readonly a: string;
  readonly b: string;
  /** Votes for A and for B; a gold label is one vote. */
  readonly votes: { readonly a: number; readonly b: number };
}

type Verdict = "a" | "b" | "tie";

/** What a judge got right of one pair, ties half, and out of how much. */
interface Outcome {
  readonly cluster: string;
  readonly right: number;
  readonly count: number;
  readonly isTie: boolean;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = process.argv[2] ?? join(root, "..", "shared", "data");
const Z_95 = 1.959964;

const llmbarSchema = z.array(
  z.object({ input: z.string(), output_1: z.string(), output_2: z.string(), label: z.literal([1, 2]) }),
);
const llmfaoPairSchema = z.object({ id: z.int(), text: z.string(), result_x: z.string(), result_y: z.string() });

/** LLMBar (https://arxiv.org/abs/2310.07641): pairs with an objective gold label, by subset. */
function readLlmbar(): ReadonlyMap<string, readonly LabelledPair[]> {
  const names = readdirSync(join(folder, "llmbar")).filter((name) => name.endsWith(".dataset.json"));
  return new Map(
    names.sort().map((name) => {
      const rows = llmbarSchema.parse(JSON.parse(readFileSync(join(folder, "llmbar", name), "utf8")));
      const pairs = rows.map(({ input, output_1, output_2, label }) => ({
        cluster: input,
        request: input,
        a: output_1,
        b: output_2,
        votes: label === 1 ? { a: 1, b: 0 } : { a: 0, b: 1 },
      }));
      return [name.replace(".dataset.json", ""), pairs];
    }),
  );
}

/** LLMFAO: pairs on which several people voted. Of the votes only the ones for a side are kept; the left answer is x. */
function readLlmfao(): readonly LabelledPair[] {
  const votes = new Map<number, { a: number; b: number }>();
  const [, ...lines] = readFileSync(join(folder, "llmfao", "crowd-comparisons.csv"), "utf8")
    .trim()
    .split("\n");
  for (const line of lines) {
    const [id, , , , , winner] = line.split(",");
    const count = votes.get(Number(id)) ?? { a: 0, b: 0 };
    votes.set(Number(id), {
      a: count.a + (winner === "left" ? 1 : 0),
      b: count.b + (winner === "right" ? 1 : 0),
    });
  }
  return readFileSync(join(folder, "llmfao", "pairs-crowd.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const { id, text, result_x, result_y } = llmfaoPairSchema.parse(JSON.parse(line));
      return { cluster: text, request: text, a: result_x, b: result_y, votes: votes.get(id) ?? { a: 0, b: 0 } };
    });
}

function openEngine(): PersonaEngine {
  const tools = shippedEngineTools();
  const reading = readCollection(join(root, "scenarios", "preference"), tools);
  const scenario = reading.ok ? reading.collection.scenarios.get("general") : undefined;
  if (!scenario) {
    throw new Error("scenarios/preference/general cannot be read; `folkmoot scenarios check` tells why.");
  }
  return createPersonaEngine(scenario, tools);
}

/** The rubric's verdict, by the rewards and the tie band that /compare uses. Two unscored answers are a tie. */
function judgeByRubric(engine: PersonaEngine, { request, a, b }: LabelledPair): Verdict {
  const rewardOf = (message: string): number =>
    playPolicy(engine, 0, () => ({ message, toolCalls: [] }), { request, reference: null }).reward ?? 0;
  return compareRewards(rewardOf(a), rewardOf(b)).winner;
}

function judgeByLength({ a, b }: LabelledPair): Verdict {
  return a.length === b.length ? "tie" : a.length > b.length ? "a" : "b";
}

/** Against the side that most people took; pairs without one are left out. */
function againstMajority(pair: LabelledPair, verdict: Verdict): readonly Outcome[] {
  const { a, b } = pair.votes;
  if (a === b) {
    return [];
  }
  const right = verdict === "tie" ? 0.5 : verdict === (a > b ? "a" : "b") ? 1 : 0;
  return [{ cluster: pair.cluster, right, count: 1, isTie: verdict === "tie" }];
}

/** Against each vote for a side. */
function againstVotes(pair: LabelledPair, verdict: Verdict): readonly Outcome[] {
  const { a, b } = pair.votes;
  const right = verdict === "tie" ? (a + b) / 2 : verdict === "a" ? a : b;
  return a + b === 0 ? [] : [{ cluster: pair.cluster, right, count: a + b, isTie: verdict === "tie" }];
}

/**
 * Share right with a 95 % interval. Where requests repeat, the variance is taken between the requests (a ratio estimator with clusters), else it is Wilson's
 * interval.
 */
function estimate(outcomes: readonly Outcome[]): { readonly share: number; readonly low: number; readonly high: number } {
  const clusters = new Map<string, { right: number; count: number }>();
  for (const { cluster, right, count } of outcomes) {
    const sum = clusters.get(cluster) ?? { right: 0, count: 0 };
    clusters.set(cluster, { right: sum.right + right, count: sum.count + count });
  }
  const total = outcomes.reduce((sum, { count }) => sum + count, 0);
  const share = outcomes.reduce((sum, { right }) => sum + right, 0) / total;
  if (clusters.size > total * 0.9) {
    const centre = (share + Z_95 ** 2 / (2 * total)) / (1 + Z_95 ** 2 / total);
    const half = (Z_95 / (1 + Z_95 ** 2 / total)) * Math.sqrt((share * (1 - share)) / total + Z_95 ** 2 / (4 * total ** 2));
    return { share, low: centre - half, high: centre + half };
  }
  const squares = [...clusters.values()].reduce((sum, { right, count }) => sum + (right - share * count) ** 2, 0);
  const half = Z_95 * Math.sqrt(((clusters.size / (clusters.size - 1)) * squares) / total ** 2);
  return { share, low: Math.max(0, share - half), high: Math.min(1, share + half) };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function printRow(
  name: string,
  pairs: readonly LabelledPair[],
  verdicts: readonly Verdict[],
  against: typeof againstMajority,
): void {
  const rubric = pairs.flatMap((pair, index) => against(pair, verdicts[index] ?? "tie"));
  const longest = pairs.flatMap((pair) => against(pair, judgeByLength(pair)));
  const { share, low, high } = estimate(rubric);
  const ties = rubric.filter(({ isTie }) => isTie).length / rubric.length;
  const count = rubric.reduce((sum, outcome) => sum + outcome.count, 0);
  console.log(
    `| ${name} | ${count} | ${percent(share)} (${percent(low)} to ${percent(high)}) | ${percent(ties)} | ${percent(estimate(longest).share)} | 50.0 % |`,
  );
}

function printHead(): void {
  console.log("| data | labels | rubric (95 % interval) | ties | the longer one | a coin |\n|---|---|---|---|---|---|");
}

if (!existsSync(join(folder, "llmbar")) || !existsSync(join(folder, "llmfao"))) {
  console.log(`The data is not here: ${folder} has no llmbar/ and llmfao/. Nothing was measured; name the folder that has them.`);
} else {
  const engine = openEngine();
  const startedAt = performance.now();
  const judge = (pairs: readonly LabelledPair[]) => pairs.map((pair) => judgeByRubric(engine, pair));
  console.log("Right verdicts, ties counted half.\n");
  printHead();
  const llmbar = [...readLlmbar()].map(([name, pairs]) => ({ name, pairs, verdicts: judge(pairs) }));
  for (const { name, pairs, verdicts } of llmbar) {
    printRow(`LLMBar ${name.replaceAll("_", " ")}`, pairs, verdicts, againstMajority);
  }
  const all = llmbar.flatMap(({ pairs }) => pairs);
  printRow(
    "LLMBar, all",
    all,
    llmbar.flatMap(({ verdicts }) => verdicts),
    againstMajority,
  );
  const llmfao = readLlmfao();
  const verdicts = judge(llmfao);
  printRow("LLMFAO, majority of people", llmfao, verdicts, againstMajority);
  printRow("LLMFAO, each vote", llmfao, verdicts, againstVotes);
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`\n${all.length + llmfao.length} pairs in ${seconds.toFixed(1)} s.`);
}

// Measures topic matching on the labelled paraphrases of every collection, in each of its scenarios, and prints a table.
// usage: npm run measure:topics [-- development | held_out [--misses]]
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { z } from "zod";
import { createPersonaEngine } from "../src/domain/persona/persona-engine.ts";
import { readMessage } from "../src/domain/persona/read-message.ts";
import { findCollectionFolders, readCollection } from "../src/scenario-files/read-collection.ts";
import { shippedEngineTools } from "../src/shipped-engine-tools.ts";

const split = z.strictObject({ development: z.array(z.string()), held_out: z.array(z.string()) });
const paraphrasesSchema = z.strictObject({
  schema: z.literal("folkmoot-paraphrases/v1"),
  topics: z.record(z.string(), split),
  none: split,
});

const root = fileURLToPath(new URL("..", import.meta.url));
const part = process.argv.includes("development") ? "development" : "held_out";
const showMisses = process.argv.includes("--misses");
const tools = shippedEngineTools();
const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8);

console.log(
  `${"collection".padEnd(20)} ${"topics".padStart(6)} ${"asked".padStart(6)}   recall  precision  nothing opened by the others (${part})`,
);
const all = { asked: 0, right: 0, wrong: 0, others: 0, quiet: 0 };
for (const folder of findCollectionFolders(join(root, "scenarios"))) {
  const file = join(folder, "paraphrases.yaml");
  const reading = readCollection(folder, tools);
  if (!existsSync(file) || !reading.ok) {
    continue;
  }
  const paraphrases = paraphrasesSchema.parse(load(readFileSync(file, "utf8")));
  const sum = { asked: 0, right: 0, wrong: 0, others: 0, quiet: 0 };
  const misses = new Set<string>();
  for (const scenario of reading.collection.scenarios.values()) {
    const { topics } = createPersonaEngine(scenario, tools);
    const raisedBy = (sentence: string) => readMessage(sentence, false, topics, 2, []).raised;
    for (const [topicId, sentences] of Object.entries(paraphrases.topics)) {
      for (const sentence of sentences[part]) {
        const raised = raisedBy(sentence);
        const isRight = raised.includes(topicId);
        sum.asked += 1;
        sum.right += isRight ? 1 : 0;
        sum.wrong += raised.length - (isRight ? 1 : 0);
        if (!isRight || raised.length > 1) {
          misses.add(`  ${topicId.padEnd(22)} → ${raised.join(", ") || "nothing"}: ${sentence}`);
        }
      }
    }
    for (const sentence of paraphrases.none[part]) {
      const raised = raisedBy(sentence);
      sum.others += 1;
      sum.quiet += raised.length === 0 ? 1 : 0;
      sum.wrong += raised.length;
      if (raised.length > 0) {
        misses.add(`  ${"(none)".padEnd(22)} → ${raised.join(", ")}: ${sentence}`);
      }
    }
  }
  print(reading.collection.slug, Object.keys(paraphrases.topics).length, sum);
  for (const key of Object.keys(all) as (keyof typeof all)[]) {
    all[key] += sum[key];
  }
  if (showMisses) {
    console.log([...misses].join("\n"));
  }
}
print("all", 0, all);

function print(name: string, topics: number, sum: typeof all): void {
  const recall = sum.right / Math.max(1, sum.asked);
  const precision = sum.right / Math.max(1, sum.right + sum.wrong);
  console.log(
    `${name.padEnd(20)} ${String(topics || "").padStart(6)} ${String(sum.asked).padStart(6)} ${percent(recall)}   ${percent(precision)}  ${percent(sum.quiet / Math.max(1, sum.others))}`,
  );
}

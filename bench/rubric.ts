import { fileURLToPath } from "node:url";
import { createRubric } from "../src/domain/rubric/rubric.ts";
import type { Criterion, RubricCheck } from "../src/domain/rubric/rubric-check.ts";
import type { PolicyConversation } from "../src/domain/transcripts/policy-conversation.ts";
import { compileJsonSchema } from "../src/json-schemas/compile-json-schema.ts";
import { compilePatterns } from "../src/patterns/compile-patterns.ts";
import { readWordVectors } from "../src/personas/read-word-vectors.ts";
import { RUBRIC_CRITERIA, writeAnswers } from "./support/rubric-answers.ts";

// What a rubric of 20 checks costs on answers of 500 words, on one thread, and which criteria it spends it on.
// usage: npx tsx bench/rubric.ts [rounds]
const ROUNDS = Number(process.argv[2] ?? 7);
const ANSWERS = 64;
const ANSWER_WORDS = 500;
const ROUND_MS = 400;
/** The fastest that one core has to be for 20,000 items a second on two. */
const TARGET_US = 100;

const tools = {
  wordVectors: readWordVectors(fileURLToPath(new URL("../assets/word-vectors.bin", import.meta.url))),
  compilePatterns,
  compileJsonSchema,
};
const conversations = writeAnswers(ANSWERS, ANSWER_WORDS);
const all = measure(RUBRIC_CRITERIA);

print(
  `${RUBRIC_CRITERIA.length} checks on ${ANSWERS} different answers of ${ANSWER_WORDS} words, median of ${ROUNDS} rounds, one thread`,
);
print(`${all.toFixed(1)} µs an item, ${Math.round(1e6 / all).toLocaleString("en")} items/s (aim: ${TARGET_US} µs or less)`);
print("");
print("the rubric without the criterion saves, of the whole (what others share with it stays):");
const kinds = [...new Set(RUBRIC_CRITERIA.map(({ kind }) => kind))];
const savings = kinds.map((kind) => ({
  kind,
  saved: all - measure(RUBRIC_CRITERIA.filter((criterion) => criterion.kind !== kind)),
}));
for (const { kind, saved } of savings.sort((a, b) => b.saved - a.saved)) {
  print(`${kind.padEnd(18)}${saved.toFixed(1).padStart(8)} µs${`${((saved / all) * 100).toFixed(0)} %`.padStart(7)}`);
}

/** Median µs an item. */
function measure(criteria: readonly Criterion[]): number {
  const rubric = createRubric(criteria.map(toCheck), tools);
  const round = () => {
    const start = performance.now();
    let items = 0;
    while (performance.now() - start < ROUND_MS) {
      for (const conversation of conversations) {
        items += assess(conversation);
      }
    }
    return ((performance.now() - start) * 1_000) / items;
  };
  const assess = (conversation: PolicyConversation) => (rubric.assess(conversation).length === criteria.length ? 1 : Number.NaN);
  round();
  const rounds = Array.from({ length: ROUNDS }, round).sort((a, b) => a - b);
  return rounds[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

function toCheck(criterion: Criterion, number: number): RubricCheck {
  return { id: `check_${number}`, dimension: "D1_Quality", points: 1, gate: null, reads: "last", criterion };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

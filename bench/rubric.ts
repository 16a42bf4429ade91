import { fileURLToPath } from "node:url";
import { createRubric } from "../src/domain/rubric/rubric.ts";
import type { Criterion, RubricCheck } from "../src/domain/rubric/rubric-check.ts";
import { compileJsonSchema } from "../src/json-schemas/compile-json-schema.ts";
import { compilePatterns } from "../src/patterns/compile-patterns.ts";
import { readWordVectors } from "../src/personas/read-word-vectors.ts";
import { readCollection } from "../src/scenario-files/read-collection.ts";
import { RUBRIC_CRITERIA, writeAnswers } from "./support/rubric-answers.ts";

// What a rubric of 20 checks costs on answers of 500 words, on one thread, and which criteria it spends it on; and what the shipped preference/general costs on the same, and on texts that are not ASCII.
// usage: npx tsx bench/rubric.ts [rounds]
const ROUNDS = Number(process.argv[2] ?? 15);
const ANSWERS = 64;
const ANSWER_WORDS = 500;
/** Times that a round reads all answers, and that they are read before anything counts: until the code is compiled and the words are known. */
const ROUND_PASSES = 5;
const WARM_UP_PASSES = 45;
/** The fastest that one core has to be for 20,000 items a second on two. */
const TARGET_US = 100;

const tools = {
  wordVectors: readWordVectors(fileURLToPath(new URL("../assets/word-vectors.bin", import.meta.url))),
  compilePatterns,
  compileJsonSchema,
};
const conversations = writeAnswers(ANSWERS, ANSWER_WORDS);
const all = measure(RUBRIC_CRITERIA.map(toCheck));
const shipped = readShippedChecks("preference", "general");

print(
  `${RUBRIC_CRITERIA.length} checks on ${ANSWERS} different answers of ${ANSWER_WORDS} words, fastest of ${ROUNDS} rounds, processor time of one thread`,
);
print(
  `${all.toFixed(1)} µs an item, ${Math.round(1e6 / all).toLocaleString("en")} items/s a core (aim: ${TARGET_US} µs or less)`,
);
print(`preference/general, ${shipped.length} checks, on the same: ${measure(shipped).toFixed(1)} µs an item`);
const typeset = conversations.map((conversation) => ({ ...conversation, answers: conversation.answers.map(typesetText) }));
print(`… with curly apostrophes and long dashes, as models write them: ${measure(shipped, typeset).toFixed(1)} µs an item`);
print("");
print("the rubric of 20 without the criterion saves, of the whole (what others share with it stays):");
const kinds = [...new Set(RUBRIC_CRITERIA.map(({ kind }) => kind))];
const savings = kinds.map((kind) => ({
  kind,
  saved: all - measure(RUBRIC_CRITERIA.filter((criterion) => criterion.kind !== kind).map(toCheck)),
}));
for (const { kind, saved } of savings.sort((a, b) => b.saved - a.saved)) {
  print(`${kind.padEnd(18)}${saved.toFixed(1).padStart(8)} µs${`${((saved / all) * 100).toFixed(0)} %`.padStart(7)}`);
}

/** µs of processor time an item in the fastest round: what other programs on the machine take away by crowding caches is left out as far as can be. */
function measure(checks: readonly RubricCheck[], read = conversations): number {
  const rubric = createRubric(checks, tools);
  const pass = (passes: number) => {
    const start = process.cpuUsage();
    let results = 0;
    for (let done = 0; done < passes; done += 1) {
      for (const conversation of read) {
        results += rubric.assess(conversation).length;
      }
    }
    const items = results / checks.length;
    return process.cpuUsage(start).user / items;
  };
  pass(WARM_UP_PASSES);
  return Math.min(...Array.from({ length: ROUNDS }, () => pass(ROUND_PASSES)));
}

function readShippedChecks(collection: string, scenario: string): readonly RubricCheck[] {
  const reading = readCollection(fileURLToPath(new URL(`../scenarios/${collection}`, import.meta.url)), tools);
  const checks = reading.ok ? reading.collection.scenarios.get(scenario)?.private.scoring.rubric : undefined;
  if (checks === undefined) {
    throw new Error(`There is no scenario "${collection}/${scenario}" to measure.`);
  }
  return checks;
}

function typesetText(text: string): string {
  return text.replaceAll("'", "’").replaceAll(", which", " — which");
}

function toCheck(criterion: Criterion, number: number): RubricCheck {
  return { id: `check_${number}`, dimension: "D1_Quality", points: 1, gate: null, reads: "last", criterion };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

import { fileURLToPath } from "node:url";
import { sha256Hex } from "../src/composition/system-ports.ts";
import { candidateFeatures } from "../src/domain/learned/candidate-features.ts";
import { standCandidates } from "../src/domain/learned/served-model.ts";
import { createRubric } from "../src/domain/rubric/rubric.ts";
import { compileJsonSchema } from "../src/json-schemas/compile-json-schema.ts";
import { compilePatterns } from "../src/patterns/compile-patterns.ts";
import { readWordVectors } from "../src/personas/read-word-vectors.ts";
import { readCollection } from "../src/scenario-files/read-collection.ts";
import { FoldKeeper } from "../src/services/learned/fold-keeper.ts";
import { writeVotes } from "./support/learned-votes.ts";
import { median } from "./support/median.ts";
import { writeAnswers } from "./support/rubric-answers.ts";

// What the learned model costs on one thread: learning from votes on answers of 200 words, from texts on, and scoring answers of 500 words beside the rubric of preference/general.
// usage: npm run bench:learned [-- votes [rounds]]
const VOTES = Number(process.argv[2] ?? 10_000);
const ROUNDS = Number(process.argv[3] ?? 7);
const ANSWERS = 1000;
const ANSWER_WORDS = 500;
const VOTE_WORDS = 200;
const TENANT = "bench";

const votes = writeVotes(VOTES, VOTE_WORDS);
const keeper = new FoldKeeper({ minVotes: 200, minPrompts: 50 }, sha256Hex);
keeper.begin(TENANT, { kept: null, leftOut: [] });
const learnMs = timeOf(() => keeper.learn(TENANT, votes));
const snapshot = keeper.takeSnapshot(TENANT);
const keepMs = timeOf(() => keeper.takeSnapshot(TENANT));
print(
  `learning ${VOTES.toLocaleString("en")} votes: ${(learnMs / 1000).toFixed(2)} s, ${((learnMs * 1000) / VOTES).toFixed(0)} µs a vote`,
);
print(
  `a snapshot: ${keepMs.toFixed(0)} ms, ${(snapshot.payload.length / 1e6).toFixed(1)} MB, digest ${snapshot.digest.slice(0, 12)}`,
);

const conversations = writeAnswers(ANSWERS, ANSWER_WORDS);
const answers = conversations.map(toLines);
const learnedMs = medianMs(() => answers.map((answer) => standCandidates(snapshot.served, 0, [candidateFeatures(answer, null)])));
const rubric = createShippedRubric();
const rubricMs = medianMs(() => conversations.map((conversation) => rubric.assess(conversation)));
print(
  `scoring ${ANSWERS.toLocaleString("en")} answers: learned ${learnedMs.toFixed(0)} ms, rubric of preference/general ${rubricMs.toFixed(0)} ms`,
);
print(`learned : rubric = ${(learnedMs / rubricMs).toFixed(2)}`);

function createShippedRubric() {
  const tools = {
    wordVectors: readWordVectors(fileURLToPath(new URL("../assets/word-vectors.bin", import.meta.url))),
    compilePatterns,
    compileJsonSchema,
  };
  const reading = readCollection(fileURLToPath(new URL("../scenarios/preference", import.meta.url)), tools);
  const checks = reading.ok ? reading.collection.scenarios.get("general")?.private.scoring.rubric : undefined;
  if (checks === undefined) {
    throw new Error('There is no scenario "preference/general" to measure.');
  }
  return createRubric(checks, tools);
}

function toLines({ requests, answers: said }: ReturnType<typeof writeAnswers>[number]) {
  return [...requests.map((content) => ({ role: "user", content })), ...said.map((content) => ({ role: "assistant", content }))];
}

/** Milliseconds of processor time: on a busy machine the clock would measure the others. */
function timeOf(task: () => unknown): number {
  const start = process.cpuUsage();
  task();
  return process.cpuUsage(start).user / 1000;
}

function medianMs(task: () => unknown): number {
  task();
  return median(Array.from({ length: ROUNDS }, () => timeOf(task)));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

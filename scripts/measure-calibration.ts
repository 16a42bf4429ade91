// What calibrating a source on people's votes changes: what each vote costs before it is learned from, by the source's own scale and by the learned one, and what the source's word is worth.
// usage: npm run measure:calibration
import { readCalibration, readWorthVotes } from "../src/domain/calibration/read-calibration.ts";
import type { SourceVote } from "../src/domain/calibration/source-vote.ts";
import { foldVotes } from "../test/data/fold-votes.ts";
import { hasLlmbar, hasLlmfao, readRatedPairs, readVerdicts, shuffled } from "../test/data/read-judged-votes.ts";

interface Row {
  readonly name: string;
  readonly votes: readonly SourceVote[];
}

const SEEDS = 20;

if (!hasLlmbar || !hasLlmfao) {
  process.stdout.write("There is no ../shared/data: nothing to measure on.\n");
  process.exit(0);
}
const rated = (judge: "chatgpt" | "gpt4"): readonly Row[] => {
  const [natural, adversarial] = [readRatedPairs(judge, "Natural"), readRatedPairs(judge, "Adversarial")];
  return [
    { name: `LLMBar Natural, ${judge}`, votes: natural },
    { name: `LLMBar Adversarial, ${judge}`, votes: adversarial },
    { name: `LLMBar Natural, then Adversarial, ${judge}`, votes: [...natural, ...adversarial] },
  ];
};
print("votes, means over orders", ["votes", "raw", "learned", "coin", "kappa", "90 %", "agrees", "worth", "trusted"]);
for (const row of [...rated("chatgpt"), ...rated("gpt4")]) {
  measure(row, row.name.includes("then") ? 1 : SEEDS);
}
for (const judge of ["gpt4", "gpt3"] as const) {
  measure({ name: `LLMFAO, verdicts of ${judge}`, votes: readVerdicts(judge) }, 1);
}

function measure({ name, votes }: Row, orders: number): void {
  const folds = Array.from({ length: orders }, (_value, order) =>
    foldVotes(orders === 1 ? votes : shuffled(votes, order + 1), 1),
  );
  const mean = (value: (fold: (typeof folds)[number]) => number) =>
    folds.reduce((sum, fold) => sum + value(fold), 0) / folds.length;
  const [last] = folds;
  if (last === undefined) {
    return;
  }
  const calibration = readCalibration(last.evidence, 0);
  print(name, [
    String(votes.length),
    mean(({ lossRaw }) => lossRaw).toFixed(4),
    mean(({ loss }) => loss).toFixed(4),
    Math.LN2.toFixed(4),
    calibration.kappa.toFixed(2),
    `${calibration.kappaLow.toFixed(2)}..${calibration.kappaHigh.toFixed(2)}`,
    `${(100 * (calibration.agreement?.share ?? 0)).toFixed(0)} %`,
    readWorthVotes(last.evidence).toFixed(2),
    `${(100 * (1 - mean(({ distrusted }) => distrusted || 0))).toFixed(0)} %`,
  ]);
}

function print(name: string, cells: readonly string[]): void {
  process.stdout.write(`${name.padEnd(44)}${cells.map((cell) => cell.padStart(13)).join("")}\n`);
}

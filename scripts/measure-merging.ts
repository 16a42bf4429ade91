// Does merging votes with a fallback help? Every decisive vote of LLMFAO is predicted from the other votes on its pair, GPT-4's verdict, or both, cross-fitted by pair.
// usage: npm run measure:merging
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fitUserScores, type UserScorePrior, type VotedPair } from "../src/domain/agreement/fit-user-scores.ts";
import { fitVerdictPrior, type VerdictPrior } from "../src/domain/preference/fit-verdict-prior.ts";
import { pairPosterior } from "../src/domain/preference/pair-posterior.ts";

const FOLDS = 5;
const USER_SCORES: UserScorePrior = { mean: 0.8, strength: 4 };
const folder = fileURLToPath(new URL("../../shared/data/llmfao/", import.meta.url));

interface Pair {
  readonly id: number;
  readonly verdict: string;
  readonly votes: readonly { readonly annotator: string; readonly choice: "a" | "b" }[];
}

type PairPrior = VotedPair["prior"];
interface Method {
  readonly name: string;
  readonly usesVotes: boolean;
  readonly usesVerdict: boolean;
  readonly usesScores: boolean;
}

const METHODS: readonly Method[] = [
  { name: "coin", usesVotes: false, usesVerdict: false, usesScores: false },
  { name: "fallback alone", usesVotes: false, usesVerdict: true, usesScores: false },
  { name: "votes alone", usesVotes: true, usesVerdict: false, usesScores: false },
  { name: "votes and fallback", usesVotes: true, usesVerdict: true, usesScores: false },
  { name: "votes by user score", usesVotes: true, usesVerdict: false, usesScores: true },
  { name: "votes by user score and fallback", usesVotes: true, usesVerdict: true, usesScores: true },
];

if (!existsSync(folder)) {
  process.stdout.write("There is no ../shared/data/llmfao: nothing to measure on.\n");
  process.exit(0);
}
const pairs = readPairs();
process.stdout.write(`${"".padEnd(34)}${"log loss".padStart(10)}${"± 95 %".padStart(10)}${"right".padStart(9)}\n`);
for (const method of METHODS) {
  const losses = Array.from({ length: FOLDS }, (_value, fold) => measureFold(method, fold)).flat();
  const mean = losses.reduce((sum, { loss }) => sum + loss, 0) / losses.length;
  const right = losses.reduce((sum, { isRight }) => sum + isRight, 0) / losses.length;
  const cells = [
    mean.toFixed(4).padStart(10),
    (1.96 * clusteredError(losses, mean)).toFixed(4).padStart(10),
    `${(100 * right).toFixed(1)} %`.padStart(9),
  ];
  process.stdout.write(`${method.name.padEnd(34)}${cells.join("")}\n`);
}

interface Loss {
  readonly pairId: number;
  readonly loss: number;
  readonly isRight: number;
}

function measureFold(method: Method, fold: number): readonly Loss[] {
  const training = pairs.filter(({ id }) => id % FOLDS !== fold);
  const priorOf = fitPriors(training, method.usesVerdict);
  const scores = method.usesScores
    ? fitUserScores(
        training.map((pair) => ({ votes: pair.votes, prior: priorOf(pair) })),
        USER_SCORES,
      )
    : null;
  const scoreOf = (annotator: string): number => (scores === null ? 1 : (scores.get(annotator) ?? USER_SCORES.mean));
  const held = pairs.filter(({ id, votes }) => id % FOLDS === fold && votes.length >= 2);
  return held.flatMap((pair) => {
    const known = pair.votes.map(({ annotator, choice }) => ({ choice, userScore: scoreOf(annotator) }));
    return pair.votes.map(({ annotator, choice }, index) => {
      const others = method.usesVotes ? known.toSpliced(index, 1) : [];
      const { share } = pairPosterior(others, priorOf(pair));
      const score = scoreOf(annotator);
      const forA = score * share + (1 - score) / 2;
      const given = choice === "a" ? forA : 1 - forA;
      return { pairId: pair.id, loss: -Math.log(given), isRight: given > 0.5 ? 1 : given === 0.5 ? 0.5 : 0 };
    });
  });
}

/** Priors learned from the training pairs: by GPT-4's verdict, or one for all. */
function fitPriors(training: readonly Pair[], usesVerdict: boolean): (pair: Pair) => PairPrior {
  const sampleOf = ({ verdict, votes }: Pair) => ({
    agreeing: votes.filter(({ choice }) => choice === (usesVerdict && verdict === "right" ? "b" : "a")).length,
    votes: votes.length,
  });
  const all = fitVerdictPrior(training.map(sampleOf), true);
  if (!usesVerdict) {
    return () => toPrior(all);
  }
  const decided = fitVerdictPrior(training.filter(({ verdict }) => verdict !== "tie").map(sampleOf), false);
  const tied = fitVerdictPrior(training.filter(({ verdict }) => verdict === "tie").map(sampleOf), true);
  return ({ verdict }) =>
    verdict === "tie"
      ? toPrior(tied)
      : toPrior({ ...decided, probability: verdict === "left" ? decided.probability : 1 - decided.probability });
}

function toPrior({ probability, strength }: VerdictPrior): PairPrior {
  return { probability, strength, base: 0 };
}

/** Standard error of the mean loss, votes on one pair counted as one cluster. */
function clusteredError(losses: readonly Loss[], mean: number): number {
  const byPair = new Map<number, number>();
  for (const { pairId, loss } of losses) {
    byPair.set(pairId, (byPair.get(pairId) ?? 0) + loss - mean);
  }
  return Math.sqrt([...byPair.values()].reduce((sum, value) => sum + value * value, 0)) / losses.length;
}

function readPairs(): readonly Pair[] {
  const verdicts = new Map(readRows("gpt4-crowd-comparisons.csv", 4).map(({ id, winner }) => [id, winner]));
  const byId = new Map<number, Pair["votes"]>();
  for (const { id, worker, winner } of readRows("crowd-comparisons.csv", 5)) {
    if (winner !== "tie") {
      byId.set(id, [...(byId.get(id) ?? []), { annotator: worker, choice: winner === "left" ? "a" : "b" }]);
    }
  }
  return [...byId].map(([id, votes]) => ({ id, votes, verdict: verdicts.get(id) ?? "tie" }));
}

function readRows(file: string, winnerColumn: number) {
  const lines = readFileSync(`${folder}${file}`, "utf8").trim().split("\n").slice(1);
  return lines.map((line) => {
    const cells = line.split(",");
    return { id: Number(cells[0]), worker: cells[4] ?? "", winner: cells[winnerColumn] ?? "" };
  });
}

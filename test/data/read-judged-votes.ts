// Votes on pairs of which judges have spoken, from the data sets beside the project.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { SourceVote } from "../../src/domain/calibration/source-vote.ts";

const data = (path: string) => fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));

export const hasLlmbar = existsSync(data("llmbar/judges.tsv"));
export const hasLlmfao = existsSync(data("llmfao/crowd-comparisons.csv"));

/** One vote a pair: its gold preference. The judge rated both answers, 0..9. Pairs of which the judge rated one alone are left out. */
export function readRatedPairs(judge: "chatgpt" | "gpt4", subset: "Natural" | "Adversarial"): readonly SourceVote[] {
  return readTable(data("llmbar/judges.tsv"), "\t")
    .filter((row) => row("subset").startsWith(subset))
    .flatMap((row) => {
      const [rawA, rawB] = [Number(row(`${judge}_score1`) || Number.NaN), Number(row(`${judge}_score2`) || Number.NaN)];
      const vote: SourceVote = {
        pairKey: `${row("subset")} ${row("idx")}`,
        choice: row("gold") === "1" ? "a" : "b",
        rawA,
        rawB,
        lnLengthDifference: Math.log(Number(row("len1")) / Number(row("len2"))),
        inclusionProbability: 1,
      };
      return Number.isFinite(rawA) && Number.isFinite(rawB) ? [vote] : [];
    });
}

/** Four people's votes on each of 2,139 pairs, pair by pair in an order that is the same each time, with a judge's verdicts: raw scores 1 and 0, or equal ones for a tie. */
export function readVerdicts(judge: "gpt3" | "gpt4"): readonly SourceVote[] {
  const keyOf = (row: Row) => `${row("prompt")} ${row("left")} / ${row("right")}`;
  const verdicts = new Map(
    readTable(data(`llmfao/${judge}-crowd-comparisons.csv`), ",").map((row) => [keyOf(row), row("winner")]),
  );
  const votes = readTable(data("llmfao/crowd-comparisons.csv"), ",").map((row): SourceVote => {
    const pairKey = keyOf(row);
    const verdict = verdicts.get(pairKey);
    return {
      pairKey,
      choice: row("winner") === "left" ? "a" : row("winner") === "right" ? "b" : "tie",
      rawA: Number(verdict === "left"),
      rawB: Number(verdict === "right"),
      lnLengthDifference: 0,
      inclusionProbability: 1,
    };
  });
  const pairs = new Map<string, SourceVote[]>();
  for (const vote of votes) {
    pairs.set(vote.pairKey, [...(pairs.get(vote.pairKey) ?? []), vote]);
  }
  return shuffled([...pairs.values()]).flat();
}

/** In an order that looks like none and is the same each time. */
export function shuffled<Item>(items: readonly Item[], seed = 1): readonly Item[] {
  let state = seed;
  const draw = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return items
    .map((item) => ({ item, place: draw() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/** A line of a table: its cells by name, empty where there is none. */
type Row = (name: string) => string;

function readTable(file: string, separator: string): readonly Row[] {
  const [head = "", ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const names = head.split(separator);
  return lines.map((line) => {
    const cells = line.split(separator);
    return (name) => cells[names.indexOf(name)] ?? "";
  });
}

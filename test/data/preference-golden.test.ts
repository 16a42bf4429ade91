// The preference core against golden files of an independent implementation and against published figures. Skipped where the data is absent.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fitDawidSkene } from "../../src/domain/agreement/dawid-skene.ts";
import { clusteredCovariance } from "../../src/domain/preference/clustered-covariance.ts";
import { fitStrengths, type StrengthPosterior, type TieModel } from "../../src/domain/preference/fit-strengths.ts";
import { strongComponents } from "../../src/domain/preference/strong-components.ts";
import { type ComparisonVote, tallyVotes } from "../../src/domain/preference/tally-votes.ts";

const data = (path: string) => fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
const rows = (path: string): string[][] =>
  readFileSync(data(path), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));

function readVotes(path: string, [left, right, winner]: readonly [number, number, number]) {
  const names: string[] = [];
  const numberOf = (name: string): number => {
    const known = names.indexOf(name);
    return known >= 0 ? known : names.push(name) - 1;
  };
  const votes = rows(path).map(
    (row): ComparisonVote => ({
      left: numberOf(row[left] ?? ""),
      right: numberOf(row[right] ?? ""),
      choice: row[winner] as ComparisonVote["choice"],
      weight: 1,
    }),
  );
  return { names, votes };
}

function fitted({ names, votes }: ReturnType<typeof readVotes>, ties: TieModel): StrengthPosterior {
  const means = new Array<number>(names.length).fill(0);
  return fitStrengths(tallyVotes(votes), { means, precision: 0, lnTieMean: 0, lnTiePrecision: 0 }, ties);
}

/** The largest difference between our strengths and the golden scores, both as logarithms with mean 0. */
function largestDifference(names: readonly string[], strengths: Float64Array, goldenPath: string, algorithm: string): number {
  const golden = new Map(
    rows(goldenPath).flatMap(([name, item, score]) => (name === algorithm ? [[item ?? "", Math.log(Number(score))]] : [])),
  );
  expect(golden.size).toBe(names.length);
  const centre = [...golden.values()].reduce((sum, value) => sum + value, 0) / golden.size;
  return Math.max(...names.map((name, index) => Math.abs((strengths[index] ?? 0) - ((golden.get(name) ?? Number.NaN) - centre))));
}

const SETS = [
  ["food", "evalica/food.csv", [0, 1, 2]],
  ["simple", "evalica/simple.csv", [0, 1, 2]],
  ["llmfao", "llmfao/crowd-comparisons.csv", [6, 7, 5]],
] as const;

describe.skipIf(!existsSync(data("evalica")))("strengths against evalica's golden files", () => {
  it.each(SETS)("%s: Bradley–Terry within 1e-9", (name, path, columns) => {
    const read = readVotes(path, columns);
    expect(new Set(strongComponents(tallyVotes(read.votes), read.names.length)).size).toBe(1);
    const { strengths, iterations } = fitted(read, "half");
    expect(largestDifference(read.names, strengths, `evalica/${name}-golden.csv`, "bradley_terry")).toBeLessThan(1e-9);
    expect(iterations).toBeLessThan(12);
  });

  it.each(SETS)("%s: Davidson within 1e-5 of Newman's iteration, which is the same model", (name, path, columns) => {
    const read = readVotes(path, columns);
    expect(
      largestDifference(read.names, fitted(read, "davidson").strengths, `evalica/${name}-golden.csv`, "newman"),
    ).toBeLessThan(1e-5);
  });

  it.each([
    ["food", 0.1573],
    ["simple", 6.922],
    ["llmfao", 1.4797],
  ])("%s: the tendency to tie is %f", (name, expected) => {
    const [, path, columns] = SETS.find(([set]) => set === name) ?? SETS[0];
    expect(Math.exp(fitted(readVotes(path, columns), "davidson").lnTie)).toBeCloseTo(expected, 3);
  });

  it("LLMFAO: the median standard error is .157 vote by vote and .131 by pair", () => {
    const texts = rows("llmfao/crowd-comparisons.csv");
    const read = readVotes("llmfao/crowd-comparisons.csv", [6, 7, 5]);
    const posterior = fitted(read, "half");
    // A pair is two answers to one prompt: tallied by prompt, so that its votes are one cluster.
    const byPrompt = new Map<string, ComparisonVote[]>();
    for (const [index, vote] of read.votes.entries()) {
      const prompt = texts[index]?.[1] ?? "";
      byPrompt.set(prompt, [...(byPrompt.get(prompt) ?? []), vote]);
    }
    const clustered = clusteredCovariance(posterior, [...byPrompt.values()].flatMap(tallyVotes));
    const count = read.names.length;
    const median = (covariance: Float64Array) =>
      read.names.map((_name, index) => Math.sqrt(covariance[index * count + index] ?? 0)).sort((a, b) => a - b)[
        Math.floor(count / 2)
      ] ?? 0;
    expect(median(posterior.covariance)).toBeCloseTo(0.157, 2);
    expect(median(clustered)).toBeCloseTo(0.131, 2);
  });
});

describe.skipIf(!existsSync(data("bluebirds")))("workers and labels on the bluebirds", () => {
  it("are right on 88.9 % of the birds, where the majority is on 75.9 %", () => {
    const labels = readFileSync(data("bluebirds/labels.yaml"), "utf8");
    const truths = new Map(
      [...readFileSync(data("bluebirds/gt.yaml"), "utf8").matchAll(/(\d+): (true|false)/g)].map(([, item, truth]) => [
        item ?? "",
        truth === "true" ? 1 : 0,
      ]),
    );
    const items = [...truths.keys()];
    const votes = [...labels.matchAll(/(\d+): \{([^}]*)\}/g)].flatMap(([, , row], worker) =>
      [...(row ?? "").matchAll(/(\d+): (true|false)/g)].map(([, item, label]) => ({
        worker,
        item: items.indexOf(item ?? ""),
        label: label === "true" ? 1 : 0,
      })),
    );
    expect(votes).toHaveLength(108 * 39);
    const learned = fitDawidSkene(votes, { workers: 39, items: 108, labels: 2 });
    const right = items.filter((item, index) => ((learned.items[index]?.[1] ?? 0) > 0.5 ? 1 : 0) === truths.get(item)).length;
    expect(right / 108).toBeCloseTo(0.8889, 4);
  });
});

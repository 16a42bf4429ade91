// Every value of golden_values.json, which was computed with numpy, scipy and statsmodels. Skipped where the data is absent; the tests beside the sources hold the same values as numbers.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { accuracyCusum } from "../../src/domain/agreement/accuracy-cusum.ts";
import { cohenKappa } from "../../src/domain/agreement/cohen-kappa.ts";
import type { CrowdLabel } from "../../src/domain/agreement/crowd-label.ts";
import { fitDawidSkene } from "../../src/domain/agreement/dawid-skene.ts";
import { fleissKappa } from "../../src/domain/agreement/fleiss-kappa.ts";
import { krippendorffAlpha } from "../../src/domain/agreement/krippendorff-alpha.ts";
import { fitOneCoin } from "../../src/domain/agreement/one-coin.ts";
import { betaCumulative, betaQuantile } from "../../src/domain/numerics/beta-cumulative.ts";
import { fitStrengths } from "../../src/domain/preference/fit-strengths.ts";
import { labelConfidence } from "../../src/domain/preference/label-confidence.ts";
import { lnEvidenceAgainstEven } from "../../src/domain/stopping/evidence-against-even.ts";
import { wilsonInterval } from "../../src/domain/stopping/wilson-interval.ts";

const data = (path: string) => fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
const isThere = existsSync(data("golden_values.json"));
// biome-ignore lint/suspicious/noExplicitAny: each entry has a shape of its own.
const golden: Record<string, any> = isThere ? JSON.parse(readFileSync(data("golden_values.json"), "utf8")) : {};
const TOY = golden["ds_map_toy_dirichlet(2,1)_beta1"];
const ITEMS = ["t1", "t2", "t3", "t4", "t5"];
const WORKERS = ["w1", "w2", "w3", "w4", "w5"];
const SIZES = { workers: 5, items: 5, labels: 2 };

function toyVotes(): readonly CrowdLabel[] {
  return TOY.votes.map(([worker, item, label]: readonly string[]) => ({
    worker: WORKERS.indexOf(worker ?? ""),
    item: ITEMS.indexOf(item ?? ""),
    label: TOY.labels.indexOf(label),
  }));
}

/** What coders said of each item: the columns of the file. */
function codedItems(path: string): readonly (readonly string[])[] {
  const coders = readFileSync(data(path), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return (coders[0] ?? []).map((_label, item) => coders.flatMap((row) => row[item] || []));
}

function expectNear(found: Iterable<number>, expected: readonly number[], within: number): void {
  const row = [...found];
  expect(row).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) {
    expect(Math.abs((row[index] ?? Number.NaN) - value)).toBeLessThanOrEqual(within);
  }
}

const times = <T>(count: number, value: T): T[] => new Array<T>(count).fill(value);
const pairTally = (firstWins: number, secondWins: number, ties: number) => [{ first: 0, second: 1, firstWins, secondWins, ties }];
const evenPrior = (precision: number) => ({ means: [0, 0], precision, lnTieMean: 0, lnTiePrecision: 0 });
/** Ten items by the counts of five labels, fourteen raters each. */
const FLEISS = "0,0,0,0,14 0,2,6,4,2 0,0,3,5,6 0,3,9,2,0 2,2,8,1,1 7,7,0,0,0 3,2,6,3,0 2,5,3,2,2 6,5,2,1,0 0,2,2,3,7";

/** By the member of the file. Six figures in the file are held to six; what is written in full is held to 1e-8 and better. */
const CHECKS: Readonly<Record<string, () => void>> = {
  confidence_seed_example: () => {
    const { userScores, K, running, published } = golden["confidence_seed_example"];
    const votes = userScores.map((userScore: number) => ({ label: 0, userScore }));
    expectNear(
      running.map((_value: number, at: number) => labelConfidence(votes.slice(0, at + 1), K)[0]),
      running,
      5e-7,
    );
    expectNear(labelConfidence(votes, K), [published.Dog, published.Cat], 5e-5);
  },
  confidence_mixed: () => {
    for (const { K, votes, p } of golden["confidence_mixed"]) {
      const cast = votes.map(([label, userScore]: readonly number[]) => ({ label, userScore }));
      expectNear(labelConfidence(cast, K), p, 6e-7);
    }
  },
  krippendorff_nominal_codings: () =>
    expect(krippendorffAlpha(codedItems("evalica/codings.csv"))).toBeCloseTo(golden["krippendorff_nominal_codings"][0], 12),
  krippendorff_gcl: () => expect(krippendorffAlpha(codedItems("evalica/gcl.csv"))).toBeCloseTo(golden["krippendorff_gcl"][0], 12),
  fleiss_wikipedia: () => {
    const items = FLEISS.split(" ").map((row) => row.split(",").flatMap((count, label) => times(Number(count), String(label))));
    expect(fleissKappa(items)).toBeCloseTo(golden["fleiss_wikipedia"][0], 12);
  },
  cohen_wikipedia_20_5_10_15: () => {
    const pairs = [...times(20, ["y", "y"]), ...times(5, ["y", "n"]), ...times(10, ["n", "y"]), ...times(15, ["n", "n"])];
    expect(cohenKappa(pairs as [string, string][])).toBeCloseTo(golden["cohen_wikipedia_20_5_10_15"][0], 12);
  },
  beta_cdf: () => {
    for (const [x, a, b, expected] of golden["beta_cdf"]) {
      expectNear([betaCumulative(x, a, b)], [expected], 1e-12);
    }
  },
  beta_quantile: () => {
    for (const [probability, a, b, expected] of golden["beta_quantile"]) {
      expectNear([betaQuantile(probability, a, b)], [expected], 1e-12);
    }
  },
  mixture_martingale_lnBF_Beta11: () => {
    for (const [votesForA, votes, expected] of golden["mixture_martingale_lnBF_Beta11"]) {
      expectNear([lnEvidenceAgainstEven(votesForA, votes)], [expected], 1e-12);
    }
  },
  mixture_martingale_note: () => {
    expect(golden["mixture_martingale_note"]).toContain("ln 20 = 2.995732; first unanimous stop is n=8");
    expect([7, 8].map((votes) => lnEvidenceAgainstEven(votes, votes) >= Math.log(20))).toEqual([false, true]);
  },
  wilson_95: () => {
    for (const [hits, count, expected] of golden["wilson_95"]) {
      expectNear(wilsonInterval(hits, count), expected, 1e-8);
    }
  },
  davidson_2items_wa6_wb3_t4: () => {
    const { strengths, lnTie } = fitStrengths(pairTally(6, 3, 4), evenPrior(0), "davidson");
    const found = [(strengths[0] ?? 0) - (strengths[1] ?? 0), Math.exp(lnTie)];
    expectNear(found, golden["davidson_2items_wa6_wb3_t4"].closed, 1e-10);
    expectNear(found, golden["davidson_2items_wa6_wb3_t4"].numeric, 1e-7);
  },
  bt_map_2items_3_1_lambda1: () => {
    const { strengths } = fitStrengths(pairTally(3, 1, 0), evenPrior(1), "half");
    const { theta, diff } = golden["bt_map_2items_3_1_lambda1"];
    expectNear(strengths, theta, 1e-12);
    expectNear([(strengths[0] ?? 0) - (strengths[1] ?? 0)], [diff], 1e-12);
  },
  "ds_map_toy_dirichlet(2,1)_beta1": () => {
    const { items, labelShares, confusions, iterations } = fitDawidSkene(toyVotes(), SIZES);
    expectNear(
      items.flatMap((row) => [...row]),
      ITEMS.flatMap((item) => TOY.P[item]),
      6e-7,
    );
    expectNear(labelShares, TOY.prior, 6e-7);
    expectNear(confusions[1] ?? [], TOY.w2_rows_true_no_yes.flat(), 6e-7);
    expect(iterations).toBe(TOY.iters);
  },
  // The file's fit stopped at a change of 1e-5; this one goes on to 1e-12.
  "one_coin_map_toy_beta(2,1)": () => {
    const { P, q } = golden["one_coin_map_toy_beta(2,1)"];
    const { items, accuracies } = fitOneCoin(toyVotes(), SIZES);
    expectNear(
      items.flatMap((row) => [...row]),
      ITEMS.flatMap((item) => P[item]),
      1e-5,
    );
    expectNear(
      accuracies,
      WORKERS.map((worker) => q[worker]),
      1e-5,
    );
  },
  "cusum_q0.85_q1.65": () => {
    const { correct, S, up, down } = golden["cusum_q0.85_q1.65"];
    const fall = { usual: 0.85, fallen: 0.65 };
    expectNear(accuracyCusum(correct.map(Boolean), fall), S, 6e-7);
    const [first = 0, second = 0] = accuracyCusum([false, true], fall);
    expectNear([first, second - first], [up, down], 1e-12);
  },
};

describe.skipIf(!isThere)("the golden values", () => {
  it.each(Object.keys(golden))("%s", (name) => {
    const check = CHECKS[name];
    expect(check).toBeDefined();
    check?.();
  });
});

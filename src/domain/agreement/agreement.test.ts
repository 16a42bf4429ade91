import { describe, expect, it } from "vitest";
import { accuracyCusum } from "./accuracy-cusum.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import type { CrowdLabel } from "./crowd-label.ts";
import { fitDawidSkene } from "./dawid-skene.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";
import { fitOneCoin } from "./one-coin.ts";

const times = <T>(count: number, value: T): T[] => new Array<T>(count).fill(value);

describe("agreement beyond chance", () => {
  it("is Cohen's textbook value for two raters", () => {
    const pairs = [...times(20, ["y", "y"]), ...times(5, ["y", "n"]), ...times(10, ["n", "y"]), ...times(15, ["n", "n"])];
    expect(cohenKappa(pairs as [string, string][])).toBeCloseTo(0.4, 12);
  });

  it("is Fleiss's textbook value for fourteen raters of ten items", () => {
    const rows = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    const items = rows.map((row) => row.flatMap((count, label) => times(count, String(label))));
    expect(fleissKappa(items)).toBeCloseTo(0.20993070442195522, 12);
  });

  it("is Krippendorff's own example: 904/1216", () => {
    const coders = ["1,2,3,3,2,1,4,1,2,,,", "1,2,3,3,2,2,4,1,2,5,,3", ",3,3,3,2,3,4,2,2,5,1,", "1,2,3,3,2,4,4,1,2,5,1,"].map(
      (row) => row.split(","),
    );
    const items = Array.from({ length: 12 }, (_value, item) =>
      coders.map((row) => row[item] ?? "").filter((label) => label !== ""),
    );
    expect(krippendorffAlpha(items)).toBeCloseTo(904 / 1216, 12);
  });

  it("may be hardly there: four readers of four tokens", () => {
    const items = [
      ["NN", "NN", "NN"],
      ["NN", "VBP", "VBP", "NN"],
      ["VBP", "VBP", "VBP", "NN"],
      ["VBP", "NN", "NN", "VBP"],
    ];
    expect(krippendorffAlpha(items)).toBeCloseTo(1 / 12, 12);
  });

  it("is undefined, not perfect, where only one label was used", () => {
    expect(
      krippendorffAlpha([
        ["a", "a"],
        ["a", "a"],
      ]),
    ).toBeNull();
    expect(cohenKappa([["a", "a"]])).toBeNull();
    expect(fleissKappa([["a", "a"]])).toBeNull();
    expect(krippendorffAlpha([["a"], []])).toBeNull();
  });

  it("is undefined where nobody could agree with anybody", () => {
    expect([krippendorffAlpha([]), cohenKappa([]), fleissKappa([]), fleissKappa([["a"], ["b"]])]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

/** Rows are items t1…t5, columns workers w1…w5; "." is no vote. */
const TOY = ["ny.yn", "yyynn", "ynnyn", "yyyyy", "ynnnn"];
const VOTES: readonly CrowdLabel[] = TOY.flatMap((row, item) =>
  [...row].flatMap((letter, worker) => (letter === "." ? [] : [{ worker, item, label: letter === "y" ? 1 : 0 }])),
);
const SIZES = { workers: 5, items: 5, labels: 2 };
/** P(no) by item, computed with numpy. */
const TWO_COIN = [0.376853, 0.2309, 0.910231, 0.019896, 0.966431];
const ONE_COIN = [0.150693, 0.073627, 0.955152, 0.009219, 0.982319];

describe("labels and workers learned from each other", () => {
  it("are Dawid and Skene's, with pseudo-counts", () => {
    const { items, labelShares, confusions, iterations } = fitDawidSkene(VOTES, SIZES);
    expect(items.map((row) => Number(row[0]?.toFixed(6)))).toEqual(TWO_COIN);
    expect(labelShares[0]).toBeCloseTo(0.500619, 6);
    expect([...(confusions[1] ?? [])].map((value) => Number(value.toFixed(6)))).toEqual([0.704293, 0.295707, 0.204404, 0.795596]);
    expect(iterations).toBe(19);
  });

  it("hold gold items to their label", () => {
    const { items } = fitDawidSkene(VOTES, SIZES, new Map([[0, 0]]));
    expect([...(items[0] ?? [])]).toEqual([1, 0]);
    expect(items[1]?.[0]).toBeGreaterThan(TWO_COIN[1] ?? 1);
  });

  it("go as far as gold items lead, against a majority that is wrong", () => {
    // Two who are right in nine of ten, against four who say the opposite of the truth in eight of ten.
    const votes = Array.from({ length: 40 }, (_value, item) =>
      Array.from({ length: 6 }, (_other, worker): CrowdLabel => {
        const truth = item % 2;
        const slips = (item + 3 * worker) % (worker < 2 ? 10 : 5) === 0;
        return { worker, item, label: worker < 2 !== slips ? truth : 1 - truth };
      }),
    ).flat();
    const gold = new Map(Array.from({ length: 3 }, (_value, item) => [item, item % 2]));
    const { items } = fitDawidSkene(votes, { workers: 6, items: 40, labels: 2 }, gold);
    const right = items.filter((row, item) => (row[item % 2] ?? 0) > 0.5).length;
    expect(right).toBe(40);
  });

  it("are the one-coin model's where workers are only more or less right", () => {
    const { items, accuracies } = fitOneCoin(VOTES, SIZES);
    for (const [item, expected] of ONE_COIN.entries()) {
      expect(items[item]?.[0]).toBeCloseTo(expected, 4);
    }
    expect([...accuracies].map((value) => value.toFixed(3))).toEqual(["0.516", "0.838", "0.836", "0.618", "0.644"]);
  });

  it("leave an item without votes to the prior", () => {
    const { items, labelShares } = fitDawidSkene(VOTES, { ...SIZES, items: 6 });
    expect(items[5]?.[0]).toBeCloseTo(labelShares[0] ?? 0, 6);
  });
});

describe("somebody's accuracy on gold questions", () => {
  it("is suspected the more the more often they are wrong, and good times are forgotten", () => {
    const areRight = [1, 1, 0, 1, 0, 0, 1, 0, 0, 0].map(Boolean);
    const sums = accuracyCusum(areRight, { usual: 0.85, fallen: 0.65 });
    expect(sums.map((sum) => Number(sum.toFixed(6)))).toEqual([
      0, 0, 0.847298, 0.579034, 1.426332, 2.27363, 2.005366, 2.852663, 3.699961, 4.547259,
    ]);
  });
});

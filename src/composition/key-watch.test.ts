import { expect, it } from "vitest";
import { KeyWatch } from "./key-watch.ts";

it("a watch over the keys tells once where the last one is over, and again where that happens again", async () => {
  const counts = { all: 0, live: 0 };
  let told = 0;
  const watch = new KeyWatch({ countKeys: async () => ({ ...counts }) }, { now: () => 0 }, () => {
    told += 1;
  });
  const lookAt = async (all: number, live: number) => {
    Object.assign(counts, { all, live });
    expect(await watch.look()).toEqual({ all, live });
    return told;
  };
  expect(await lookAt(0, 0)).toBe(0);
  expect(await lookAt(1, 1)).toBe(0);
  expect(await lookAt(1, 0)).toBe(1);
  expect(await lookAt(1, 0)).toBe(1);
  expect(await lookAt(2, 1)).toBe(1);
  expect(await lookAt(2, 0)).toBe(2);
});

import { describe, expect, it } from "vitest";
import { createTurnstile } from "./turnstile.ts";

/** An event loop that turns when the test says so. */
function createLoop() {
  let due: (() => void)[] = [];
  return {
    nextTurn: (callback: () => void) => void due.push(callback),
    turn: async () => {
      const callbacks = due;
      due = [];
      for (const callback of callbacks) {
        callback();
      }
      await Promise.resolve();
    },
  };
}

describe("the turnstile", () => {
  it("lets one go on in each turn of the loop, the first one first", async () => {
    const loop = createLoop();
    const pause = createTurnstile(loop.nextTurn);
    const gone: string[] = [];
    for (const name of ["a", "b", "c"]) {
      void pause().then(() => gone.push(name));
    }
    await loop.turn();
    expect(gone).toEqual(["a"]);
    await loop.turn();
    await loop.turn();
    expect(gone).toEqual(["a", "b", "c"]);
  });

  it("puts who comes again behind those who wait, and opens again after it was empty", async () => {
    const loop = createLoop();
    const pause = createTurnstile(loop.nextTurn);
    const gone: string[] = [];
    const goTwice = async (name: string) => {
      await pause();
      gone.push(name);
      await pause();
      gone.push(name);
    };
    void goTwice("a");
    void goTwice("b");
    for (let turns = 0; turns < 4; turns += 1) {
      await loop.turn();
    }
    expect(gone).toEqual(["a", "b", "a", "b"]);
    void goTwice("c");
    await loop.turn();
    expect(gone.at(-1)).toBe("c");
  });
});

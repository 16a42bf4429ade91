import { beforeEach, describe, expect, it } from "vitest";
import { RememberedLookUp } from "./remembered-look-up.ts";

interface Asked {
  readonly at: number;
  readonly resolve: (value: string) => void;
  readonly reject: (error: Error) => void;
}

let clock: { time: number; now: () => number };
let asked: Asked[];
let lookUp: RememberedLookUp<string>;
beforeEach(() => {
  clock = { time: 10_000, now: () => clock.time };
  asked = [];
  lookUp = new RememberedLookUp(clock, (at) => new Promise((resolve, reject) => asked.push({ at, resolve, reject })));
});

/** Lets what was found be kept. */
async function answer(place: number, value: string): Promise<void> {
  asked[place]?.resolve(value);
  await new Promise((resolve) => setImmediate(resolve));
}

async function fail(place: number): Promise<void> {
  asked[place]?.reject(new Error("no store"));
  await new Promise((resolve) => setImmediate(resolve));
}

describe("a look-up that is remembered", () => {
  it("is asked for once, however many wait for it", async () => {
    const reads = [lookUp.read(), lookUp.read(), lookUp.read()];
    await answer(0, "found");
    expect(await Promise.all(reads)).toEqual(["found", "found", "found"]);
    expect(asked).toHaveLength(1);
  });

  it("answers at once for half a second", async () => {
    void lookUp.read();
    await answer(0, "found");
    clock.time += 499;
    expect(lookUp.read()).toBe("found");
    expect(asked).toHaveLength(1);
  });

  it("is looked up anew after half a second, once, while what is known still answers", async () => {
    void lookUp.read();
    await answer(0, "old");
    clock.time += 500;
    expect([lookUp.read(), lookUp.read()]).toEqual(["old", "old"]);
    expect(asked.map(({ at }) => at)).toEqual([10_000, 10_500]);
    await answer(1, "new");
    expect(lookUp.read()).toBe("new");
  });

  it("holds for a second from when it was asked for, not from when it was found", async () => {
    void lookUp.read();
    clock.time += 900;
    await answer(0, "old");
    clock.time += 100;
    const read = lookUp.read();
    await answer(1, "new");
    expect(await read).toBe("new");
  });

  it("keeps what is known while the store fails, for its second, and then tells why", async () => {
    void lookUp.read();
    await answer(0, "found");
    clock.time += 700;
    expect(lookUp.read()).toBe("found");
    await fail(1);
    expect(lookUp.read()).toBe("found");
    clock.time += 300;
    const read = Promise.resolve(lookUp.read());
    read.catch(() => undefined);
    await fail(2);
    await expect(read).rejects.toThrow("no store");
  });

  it("is looked up anew before it answers where the clock was set back", async () => {
    void lookUp.read();
    await answer(0, "old");
    clock.time -= 3_600_000;
    const read = lookUp.read();
    await answer(1, "new");
    expect(await read).toBe("new");
  });

  it("asks again after a failure", async () => {
    const failed = Promise.resolve(lookUp.read());
    failed.catch(() => undefined);
    await fail(0);
    await expect(failed).rejects.toThrow("no store");
    const read = lookUp.read();
    await answer(1, "found");
    expect(await read).toBe("found");
  });
});

import { describe, expect, it } from "vitest";
import { draw } from "../persona/draw.ts";
import { createGate, observeGain } from "./gate.ts";

const RULE = { minVotes: 200, minPrompts: 50 };

/** Feeds predictions with a mean gain over both baselines and noise of one prompt and of one vote, drawn by number. */
function feed(
  gate: ReturnType<typeof createGate>,
  { count, mean, prompts = 100, seed = "" }: { count: number; mean: number; prompts?: number; seed?: string },
) {
  const uniform = (key: string) => draw(`${seed}|${key}`) / 2 ** 32 - 0.5;
  const states: boolean[] = [];
  for (let vote = 0; vote < count; vote += 1) {
    const prompt = draw(`${seed}|prompt|${vote}`) % prompts;
    const gain = mean + 0.1 * uniform(`of ${prompt}`) + 0.4 * uniform(`${vote}`);
    observeGain(gate, RULE, prompt, { weight: 1, overConstant: gain, overLength: gain });
    states.push(gate.isActive);
  }
  return states;
}

describe("the gate of a scenario", () => {
  it("is closed before enough votes on enough prompts, however good the model is", () => {
    const few = createGate(RULE);
    expect(feed(few, { count: 199, mean: 0.3 }).includes(true)).toBe(false);
    expect(feed(few, { count: 1, mean: 0.3 })).toEqual([true]);
    expect(feed(createGate(RULE), { count: 5_000, mean: 0.3, prompts: 49 }).includes(true)).toBe(false);
  });

  it("opens to a gain over both baselines, and to one over only one of them never", () => {
    const gate = createGate(RULE);
    expect(feed(gate, { count: 2_000, mean: 0.05 }).at(-1)).toBe(true);
    const oneSided = createGate(RULE);
    for (let vote = 0; vote < 5_000; vote += 1) {
      observeGain(oneSided, RULE, vote % 100, { weight: 1, overConstant: 0.3, overLength: vote % 2 === 0 ? -0.01 : 0.01 });
    }
    expect(oneSided.isActive).toBe(false);
  });

  it("lets a model that is no better in in fewer than 1 of 20 runs, though it looks again and again", () => {
    const runs = Array.from({ length: 300 }, (_value, run) =>
      feed(createGate(RULE), { count: 2_500, mean: 0, seed: `run ${run}` }).includes(true),
    );
    const activated = runs.filter((isActive) => isActive).length;
    expect(activated).toBeLessThanOrEqual(15);
  });

  it("closes after two failing looks in succession, and starts from nothing", () => {
    const gate = createGate(RULE);
    feed(gate, { count: 1_000, mean: 0.1 });
    expect(gate.isActive).toBe(true);
    const states = feed(gate, { count: 2_000, mean: -0.1, seed: "worse" });
    expect(states.at(-1)).toBe(false);
    expect(gate.demotions).toBe(1);
    expect(gate.votes).toBeLessThan(2_000);
    expect(feed(gate, { count: 8_000, mean: 0.1, seed: "better" }).at(-1)).toBe(true);
  });

  it("takes prompts for the observations, not votes", () => {
    const gate = createGate({ minVotes: 200, minPrompts: 2 });
    for (let vote = 0; vote < 3_000; vote += 1) {
      // Three prompts of which one is well predicted: thousands of votes say no more about other prompts than these three do.
      observeGain(gate, { minVotes: 200, minPrompts: 2 }, vote % 3, {
        weight: 1,
        overConstant: vote % 3 === 0 ? 0.3 : 0.001,
        overLength: vote % 3 === 0 ? 0.3 : 0.001,
      });
    }
    expect(gate.isActive).toBe(false);
  });
});

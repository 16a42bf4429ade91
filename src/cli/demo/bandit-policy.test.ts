import { describe, expect, it } from "vitest";
import { createDraws } from "../../domain/numerics/create-draws.ts";
import { BanditPolicy } from "./bandit-policy.ts";

describe("the demo's policy", () => {
  it("learns the action that pays", () => {
    const policy = new BanditPolicy(5, createDraws(1));
    for (let step = 0; step < 300; step += 1) {
      const choice = policy.choose(0, () => true, false);
      policy.learn(choice, choice.action === 3 ? 0.8 : -0.2);
    }
    expect(policy.choose(0, () => true, true).action).toBe(3);
  });

  it("chooses only what is allowed", () => {
    const policy = new BanditPolicy(4, () => 0.999_999);
    for (const greedy of [true, false]) {
      expect(policy.choose(2, (action) => action === 1, greedy).action).toBe(1);
    }
  });
});

import { describe, expect, it } from "vitest";
import { createDraws } from "../../domain/numerics/create-draws.ts";
import { BanditPolicy } from "./bandit-policy.ts";

describe("the demo's policy", () => {
  it("learns the action that pays", () => {
    const random = createDraws(1);
    const policy = new BanditPolicy(5);
    for (let step = 0; step < 300; step += 1) {
      const choice = policy.choose(0, () => true, random());
      policy.learn(choice, choice.action === 3 ? 0.8 : -0.2);
    }
    expect(policy.choose(0, () => true, null).action).toBe(3);
  });

  it("chooses only what is allowed", () => {
    const policy = new BanditPolicy(4);
    for (const chance of [null, 0.999_999]) {
      expect(policy.choose(2, (action) => action === 1, chance).action).toBe(1);
    }
  });
});

import { describe, expect, it } from "vitest";
import { askAbout, createFallbackWorld } from "../../../test/doubles/create-fallback-world.ts";
import { createScriptedModel } from "../../../test/doubles/scripted-model.ts";
import type { SourceOptions } from "./chain-options.ts";
import { revisionUnder } from "./default-scale.ts";

const SINGLE = askAbout([["Rayleigh scattering.", 0.7]]);

/** Which revision answered, with what reward. */
async function answerUnder(scale: Partial<SourceOptions>): Promise<readonly [string | null, number | undefined]> {
  const { ask, chain } = await createFallbackWorld([[createScriptedModel(), scale]]);
  const { opinion } = await ask(SINGLE, 500);
  expect(chain.health()[0]?.revision).toBe(opinion.candidates === null ? null : opinion.source.revision);
  return opinion.candidates === null ? [null, undefined] : [opinion.source.revision, opinion.candidates[0]?.reward];
}

describe("the revision of what a model says", () => {
  it("tells the configured scale, since another one makes another reward of the same score", async () => {
    const answers = [await answerUnder({}), await answerUnder({ kappa: 0.5 }), await answerUnder({ kappa: 4, centre: -0.5 })];
    expect(answers.map(([revision]) => revision)).toEqual(["r1", "r1+scale-0.5", "r1+scale-4+centre--0.5"]);
    expect(new Set(answers.map(([, reward]) => reward)).size).toBe(3);
  });

  it("is the model's own under the usual scale of its kind", () => {
    expect(revisionUnder({ kind: "judge", revision: "j1" }, { kappa: 10, centre: 0 })).toBe("j1");
    expect(revisionUnder({ kind: "judge", revision: "j1" }, { kappa: 1, centre: 0 })).toBe("j1+scale-1");
  });
});

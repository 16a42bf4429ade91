import { describe, expect, it } from "vitest";
import { askAbout, createFallbackWorld, NO_CALIBRATIONS } from "../../../test/doubles/create-fallback-world.ts";
import { createScriptedModel, hang, verdict } from "../../../test/doubles/scripted-model.ts";
import type { OpinionAsk } from "./opinions.ts";
import type { Calibrations } from "./source-scale.ts";

const CANDIDATES = [
  ["A short one.", 0.4],
  ["One that is longer.", 0.6],
] as const;
const PAIR = askAbout(CANDIDATES, "pair");

/** Votes speak against `skywork`, and against nobody else. */
const AGAINST: Calibrations = {
  ...NO_CALIBRATIONS,
  hasAny: () => true,
  find: ({ sourceId }) =>
    sourceId === "skywork" ? { kappa: 0, centre: 0, worthVotes: 0, revision: "c1", isDistrusted: true } : null,
};

/** The worlds' lot is one half. */
const DRAWN = { auditShare: 0.51 };
const NOT_DRAWN = { auditShare: 0.49 };

describe("a model that votes speak against", () => {
  it.each([
    ["a pair", PAIR],
    ["a group", askAbout(CANDIDATES, "group")],
  ])(
    "is asked about %s that the lot falls on: what it says is heard, so that it can win trust back, and not used",
    async (_what, ask) => {
      const judge = createScriptedModel({ id: "judge", kind: "judge", score: async (all) => all.map(() => verdict(0.5)) });
      const world = await createFallbackWorld([[createScriptedModel()], [judge]], { calibrations: AGAINST }, DRAWN);
      const { opinion } = await world.ask(ask, 500);
      expect(opinion).toMatchObject({
        source: { id: "judge", degraded: true, reason: "skywork: distrusted" },
        attempts: [
          { sourceId: "skywork", outcome: "distrusted" },
          { sourceId: "judge", outcome: "ok" },
        ],
        heard: [{ sourceId: "skywork", raws: [1.2, 1.9] }, { sourceId: "judge" }, { sourceId: "rubric" }],
      });
    },
  );

  it("is heard where the rubric is the only other source", async () => {
    const world = await createFallbackWorld([[createScriptedModel()]], { calibrations: AGAINST }, DRAWN);
    expect((await world.ask(PAIR, 500)).opinion).toMatchObject({
      source: { id: "rubric" },
      heard: [{ sourceId: "skywork", raws: [1.2, 1.9] }, { sourceId: "rubric" }],
    });
  });

  it.each<[string, OpinionAsk, object, readonly string[]]>([
    ["where the lot does not fall on it", PAIR, NOT_DRAWN, []],
    ["about single conversations, which people do not compare", askAbout([["Rayleigh scattering.", 0.7]]), DRAWN, []],
    ["where it is switched off for the request", PAIR, DRAWN, ["skywork"]],
    ["where the order does not name it", PAIR, { ...DRAWN, order: ["rubric"] }, []],
  ])("is not asked %s", async (_where, ask, options, skipped) => {
    const model = createScriptedModel();
    const world = await createFallbackWorld([[model]], { calibrations: AGAINST }, options);
    await world.ask(ask, 500, skipped);
    expect(model.calls).toEqual([]);
  });

  it("makes no answer late: one that hangs is not heard", async () => {
    const hanging = createScriptedModel({ score: hang });
    const world = await createFallbackWorld([[hanging]], { calibrations: AGAINST }, DRAWN);
    const asking = world.ask(PAIR, 500);
    await world.pass(500);
    const { opinion, afterMs } = await asking;
    expect(afterMs).toBe(495);
    expect(opinion).toMatchObject({ source: { id: "rubric" }, heard: [{ sourceId: "rubric" }] });
  });
});

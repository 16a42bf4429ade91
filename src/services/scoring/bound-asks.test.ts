import { describe, expect, it } from "vitest";
import { createOpinions, toOpinion } from "../../../test/doubles/create-opinions.ts";
import { CALLER } from "../../../test/doubles/create-service-world.ts";
import type { OpinionAsk } from "../fallback/opinions.ts";
import { boundAsks } from "./bound-asks.ts";
import { withoutSources } from "./without-sources.ts";

const ASK: OpinionAsk = { collectionSlug: "c", scenarioSlug: "s", scenarioDigest: "d", shape: "single", candidates: [] };
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("boundAsks", () => {
  it("asks so many at a time and the others in their order, also past one that fails", async () => {
    const open: { readonly give: () => void; readonly fail: () => void }[] = [];
    const { opinions, asked } = createOpinions(
      () =>
        new Promise(
          (resolve, reject) => void open.push({ give: () => resolve(toOpinion([1])), fail: () => reject(new Error("no")) }),
        ),
    );
    const bounded = boundAsks(opinions, 2);
    const asking = ["a", "b", "c", "d"].map((slug) =>
      bounded.ask(CALLER, { ...ASK, scenarioSlug: slug }, null, []).catch(() => "no"),
    );
    await turn();
    expect(asked.map(({ ask }) => ask.scenarioSlug)).toEqual(["a", "b"]);
    open[1]?.fail();
    await turn();
    expect(asked.map(({ ask }) => ask.scenarioSlug)).toEqual(["a", "b", "c"]);
    open[0]?.give();
    open[2]?.give();
    await turn();
    open[3]?.give();
    expect(await Promise.all(asking)).toMatchObject([{ strengths: [1] }, "no", { strengths: [1] }, { strengths: [1] }]);
  });
});

describe("withoutSources", () => {
  it("keeps sources from answering, beside those that may not anyhow", async () => {
    const { opinions, asked } = createOpinions(() => toOpinion([1]));
    await withoutSources(opinions, ["skywork"]).ask(CALLER, ASK, 5, ["local"]);
    expect(asked).toMatchObject([{ deadlineAt: 5, skipped: ["skywork", "local"] }]);
    expect(withoutSources(opinions, ["*"]).mayDiffer("default")).toBe(true);
  });
});

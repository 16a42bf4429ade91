import { describe, expect, it } from "vitest";
import type { ObservedGroup } from "../services/monitors/monitors.ts";
import { ObservedPacker, unpackObserved } from "./pack-observed.ts";

const RUBRIC = { kind: "rubric", id: "rubric", revision: "r1", degraded: false } as const;
const JUDGE = { ...RUBRIC, kind: "judge", id: "judge", degraded: true } as const;
const answer = (reward: number | null, isAtClip = false, isInjectionSuspected = false) => ({
  reward,
  characters: 120,
  repetition: 0.25,
  isAtClip,
  isInjectionSuspected,
});
const group = (changes: Partial<ObservedGroup>): ObservedGroup => ({
  tenantId: "default",
  collectionSlug: "c",
  scenarioSlug: "s",
  source: RUBRIC,
  answers: [answer(0.5)],
  ...changes,
});

describe("observed answers that are packed", () => {
  it("come back group by group, in their order, an answer without a reward as one without a reward", () => {
    const groups = [
      group({ answers: [answer(0), answer(null), answer(1, true)] }),
      group({ answers: [answer(0.75, true, true), answer(0.1, false, true)] }),
      group({ source: JUDGE }),
      group({ answers: [] }),
      group({ scenarioSlug: "t" }),
      group({ collectionSlug: "d" }),
      group({ tenantId: "other" }),
    ];
    const packer = new ObservedPacker();
    for (const one of groups) {
      packer.add(one);
    }
    expect(structuredClone(packer.packed).flatMap((packed) => [...unpackObserved(packed)])).toEqual(groups);
  });

  it("share one name where they follow each other and are one source's", () => {
    const packer = new ObservedPacker();
    for (let count = 0; count < 100; count += 1) {
      packer.add(group({}));
    }
    expect(packer.packed).toHaveLength(1);
  });
});

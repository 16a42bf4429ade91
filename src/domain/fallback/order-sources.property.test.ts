import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AGREEMENT_VOTES_MIN, type OrderedSource, orderSources } from "./order-sources.ts";

const KINDS = ["reward_model", "judge", "learned", "rubric"] as const;
const sources = fc.uniqueArray(
  fc.record<OrderedSource>({
    id: fc.string({ minLength: 1 }),
    kind: fc.constantFrom(...KINDS),
    agreement: fc.option(
      fc.record({ lower: fc.double({ min: 0, max: 1, noNaN: true }), votes: fc.integer({ min: 0, max: 200 }) }),
    ),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
);
const isMeasured = ({ agreement }: OrderedSource) => agreement !== null && agreement.votes >= AGREEMENT_VOTES_MIN;

describe("the order of sources", () => {
  it("keeps everybody, and is the built-in one where nothing is measured", () => {
    fc.assert(
      fc.property(sources, (all) => {
        const unmeasured = all.map((source) => ({ ...source, agreement: null }));
        const ranks = orderSources(unmeasured).map(({ kind }) => KINDS.indexOf(kind));
        expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
        expect(new Set(orderSources(all))).toEqual(new Set(all));
      }),
    );
  });

  it("puts those that are measured in the order of their agreement, and moves nobody else", () => {
    fc.assert(
      fc.property(sources, (all) => {
        const ordered = orderSources(all);
        const lowers = ordered.filter(isMeasured).map(({ agreement }) => agreement?.lower ?? 0);
        expect(lowers).toEqual([...lowers].sort((one, other) => other - one));
        const byKind = orderSources(all.map((source) => (isMeasured(source) ? { ...source, agreement: null } : source)));
        for (const [place, source] of byKind.entries()) {
          expect(isMeasured(ordered[place] as OrderedSource)).toBe(
            isMeasured(all.find(({ id }) => id === source.id) as OrderedSource),
          );
        }
      }),
    );
  });

  it("does not believe few votes", () => {
    const agreement = (lower: number, votes: number) => ({ lower, votes });
    const model = { id: "m", kind: "reward_model", agreement: agreement(0.5, 500) } as const;
    const judge = (votes: number) => ({ id: "j", kind: "judge", agreement: agreement(0.9, votes) }) as const;
    expect(orderSources([model, judge(49)]).map(({ id }) => id)).toEqual(["m", "j"]);
    expect(orderSources([model, judge(50)]).map(({ id }) => id)).toEqual(["j", "m"]);
  });
});

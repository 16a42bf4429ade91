import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learnedVotes } from "../../../test/doubles/learned-votes.ts";
import { sigmoid } from "../numerics/sigmoid.ts";
import { candidateFeatures } from "./candidate-features.ts";
import { decodeFold } from "./decode-fold.ts";
import { encodeFold } from "./encode-fold.ts";
import { STREAMS } from "./learned-model.ts";
import { serveFold, standCandidates } from "./served-model.ts";
import { compareCandidates, targetOf, type VoteExample, weightOf } from "./vote-example.ts";
import { createFoldState, type FoldState, VoteFold } from "./vote-fold.ts";

const RULE = { minVotes: 40, minPrompts: 10 };
const VOTES = 260;
const examples: readonly VoteExample[] = learnedVotes({ count: VOTES, prompts: 30 }).map((vote) => ({
  ...compareCandidates(vote.content, null),
  scenarioKey: `${vote.collectionSlug}/${vote.scenarioSlug}`,
  target: targetOf(vote.choice),
  weight: weightOf(vote.inclusionProbability),
}));
const digestOf = (state: FoldState) => createHash("sha256").update(encodeFold(state, RULE)).digest("hex");

function learn(state: FoldState, votes: readonly VoteExample[]) {
  const fold = new VoteFold(state, RULE);
  return votes.map((example) => fold.learn(example));
}

function learned(votes: readonly VoteExample[]): FoldState {
  const state = createFoldState();
  learn(state, votes);
  return state;
}

const wholeDigest = digestOf(learned(examples));

describe("a fold of votes", () => {
  it("is the same bit by bit, learned at once or kept and taken up again at any places", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: VOTES }), { maxLength: 3 }), (cuts) => {
        const places = [...cuts, VOTES].sort((one, other) => one - other);
        let state = createFoldState();
        let from = 0;
        for (const place of places) {
          learn(state, examples.slice(from, place));
          const restored = decodeFold(encodeFold(state, RULE), RULE);
          expect(restored).not.toBeNull();
          state = restored ?? state;
          from = place;
        }
        expect(digestOf(state)).toBe(wholeDigest);
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it("is another one in another order, or with another vote", () => {
    expect(digestOf(learned(examples.toReversed()))).not.toBe(wholeDigest);
    const [first] = examples;
    const changed = first === undefined ? [] : [{ ...first, target: first.target === 1 ? 0 : 1 } as const, ...examples.slice(1)];
    expect(digestOf(learned(changed))).not.toBe(wholeDigest);
  });

  it("has each vote predicted by weights that owe nothing to votes on its prompt", () => {
    for (let stream = 0; stream < STREAMS; stream += 1) {
      const isOfStream = ({ promptHash }: VoteExample) => promptHash % STREAMS === stream;
      const flipped = examples.map((example): VoteExample => {
        const target = example.target === 0.5 ? 0.5 : example.target === 1 ? 0 : 1;
        return isOfStream(example) ? { ...example, target } : example;
      });
      const said = learn(createFoldState(), examples);
      const saidOfFlipped = learn(createFoldState(), flipped);
      const places = [...examples.keys()].filter((place) => isOfStream(examples[place] as VoteExample));
      expect(places.length).toBeGreaterThan(5);
      for (const place of places) {
        expect(saidOfFlipped[place]?.margin).toBe(said[place]?.margin);
        expect(saidOfFlipped[place]?.lengthLogOdds).toBe(said[place]?.lengthLogOdds);
      }
    }
  }, 120_000);

  it("learns the same from a vote whichever of the two stands first, and says the exact opposite", () => {
    const swapped = examples.map(
      (example): VoteExample => ({
        ...example,
        a: example.b,
        b: example.a,
        target: (1 - example.target) as VoteExample["target"],
      }),
    );
    const said = learn(createFoldState(), examples);
    const saidOfSwapped = learn(createFoldState(), swapped);
    for (const [place, { logOdds }] of said.entries()) {
      expect((saidOfSwapped[place]?.logOdds ?? Number.NaN) + logOdds).toBe(0);
    }
  });

  it("answers P(a over b) = 1 − P(b over a) exactly, of any texts", () => {
    const served = serveFold(learned(examples));
    const text = fc.array(fc.constantFrom("helpful", "vague", "the", "**bold**", "\n- item", "water?", "12"), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (first, second) => {
        const [a, b] = [first, second].map((words) => candidateFeatures([{ role: "assistant", content: words.join(" ") }], null));
        if (a === undefined || b === undefined) {
          return;
        }
        const [ofA = 0, ofB = 0] = standCandidates(served, 0, [a, b]).raws;
        const [swappedB = 0, swappedA = 0] = standCandidates(served, 0, [b, a]).raws;
        expect([swappedA, swappedB]).toEqual([ofA, ofB]);
        expect(sigmoid(swappedA - swappedB)).toBe(1 - sigmoid(ofB - ofA));
        expect(sigmoid(swappedB - swappedA)).toBe(1 - sigmoid(ofA - ofB));
      }),
      { numRuns: 50 },
    );
  });
});

import { describe, expect, it } from "vitest";
import { annotatorNamed, COMPARE } from "../../../test/doubles/create-voting-world.ts";
import { type BoardQuestion, createBoardQuestion } from "./board-question.ts";
import { PaceBook } from "./pace-book.ts";
import { QuestionRanks } from "./question-ranks.ts";
import type { QuestionTerms } from "./question-terms.ts";

const QUESTIONS = 100;
/** In which every question is looked at again, with so few. */
const ROUND_MS = 50;

let now = 1_000_000;
const NO_LOT = 2 ** 32 - 1;
/** The largest number drawn by which a question is handed out by lot: just below a twentieth. */
const LAST_LOT = Math.floor(0.05 * 2 ** 32);

/** @param draws what is drawn, in turn; nothing by lot after that. */
function createRanks({
  paces = new PaceBook(),
  draws = [],
}: {
  paces?: PaceBook;
  draws?: readonly number[];
} = {}): QuestionRanks {
  const left = [...draws];
  return new QuestionRanks({ now: () => now }, { uint32: () => left.shift() ?? NO_LOT, token: () => "" }, paces);
}

/** Puts up a question that three votes are wanted on within two minutes. */
function putOne(
  ranks: QuestionRanks,
  terms: Partial<QuestionTerms> = {},
  { audience = "global", tenantId = "default" }: { audience?: string; tenantId?: string } = {},
): BoardQuestion {
  const expiresAt = now + 300_000;
  const question = createBoardQuestion({ tenantId, questionId: "q_1", content: COMPARE, audience, createdAt: now, expiresAt });
  question.isUp = true;
  question.terms = { minVotes: 3, maxVotes: 15, deadlineAt: now + 120_000, expiresAt, value: 0.3, ...terms };
  ranks.set(question);
  return question;
}

const putUp = (ranks: QuestionRanks, count: number) => Array.from({ length: count }, () => putOne(ranks));

describe("the ranks of open questions", () => {
  const ranks = createRanks();
  const questions = putUp(ranks, QUESTIONS);
  const pick = () => ranks.pick(annotatorNamed("ann"));

  it("follow the time in turn: each question once a round, no more of them at a time than the time since asks for", () => {
    const scores = questions.map(({ need }) => need.score);
    const changed = () => questions.filter(({ need }, index) => need.score !== scores[index]).length;
    const seen = Array.from({ length: 5 }, () => {
      now += ROUND_MS / 5;
      pick();
      return changed();
    });
    expect(seen).toEqual([20, 40, 60, 80, 100]);
  });

  it("are all up to date after a pause", () => {
    now += 10 * ROUND_MS;
    pick();
    expect(new Set(questions.map(({ need }) => need.score)).size).toBe(1);
  });

  it("lose no time to steps that are too short for a single question", () => {
    const scores = questions.map(({ need }) => need.score);
    for (let step = 0; step < 4 * ROUND_MS; step += 1) {
      now += 0.25;
      pick();
    }
    expect(questions.every(({ need }, index) => need.score !== scores[index])).toBe(true);
  });

  it("follow it the more slowly the more they are: two thousand within a tenth of a second", () => {
    const many = createRanks();
    const all = putUp(many, 2000);
    const scores = all.map(({ need }) => need.score);
    const changed = () => all.filter(({ need }, index) => need.score !== scores[index]).length;
    const seen = [25, 25, 50].map((ms) => {
      now += ms;
      many.pick(annotatorNamed("ann"));
      return changed();
    });
    expect(seen).toEqual([500, 1000, 2000]);
  });

  it("follow a clock that is set back as they follow time", () => {
    const set = createRanks();
    const all = putUp(set, QUESTIONS);
    const scores = all.map(({ need }) => need.score);
    const seen = Array.from({ length: 5 }, () => {
      now -= ROUND_MS / 5;
      set.pick(annotatorNamed("ann"));
      return all.filter(({ need }, index) => need.score !== scores[index]).length;
    });
    expect(seen).toEqual([20, 40, 60, 80, 100]);
  });
});

describe("the question that is handed out", () => {
  const ANN = annotatorNamed("ann");
  const DAN = annotatorNamed("dan", "doctors");

  it("is the one worth most that the annotator has not seen, of their own audience's and of everybody's", () => {
    for (const [ofAll, ofDoctors] of [
      [0.1, 0.9],
      [0.9, 0.1],
    ] as const) {
      const ranks = createRanks();
      const forAll = putOne(ranks, { value: ofAll });
      const forDoctors = putOne(ranks, { value: ofDoctors }, { audience: "doctors" });
      const [better, worse] = ofAll > ofDoctors ? [forAll, forDoctors] : [forDoctors, forAll];
      expect(ranks.pick(ANN)).toBe(forAll);
      expect(ranks.pick(DAN)).toBe(better);
      better.seenBy.add("dan");
      expect(ranks.pick(DAN)).toBe(worse);
      worse.seenBy.add("dan");
      expect(ranks.pick(DAN)).toBeNull();
    }
  });

  it("is drawn by lot one time in twenty, whatever it is worth and for whom it is", () => {
    const pickAfter = (first: number, place: number) => {
      const ranks = createRanks({ draws: [first, place] });
      const questions = [
        putOne(ranks, { value: 0.9 }, { audience: "doctors" }),
        putOne(ranks, { value: 0.1 }, { audience: "doctors" }),
        putOne(ranks, { value: 0.2 }),
      ];
      const picked = ranks.pick(DAN);
      return picked === null ? null : questions.indexOf(picked);
    };
    expect([0, 1, 2].map((place) => pickAfter(LAST_LOT, place))).toEqual([0, 1, 2]);
    expect([0, 1, 2].map((place) => pickAfter(LAST_LOT + 1, place))).toEqual([0, 0, 0]);
  });

  it("is drawn eight times where they have seen what was drawn; then it is the one worth most", () => {
    const pickAfter = (misses: number) => {
      const ranks = createRanks({ draws: [0, ...Array<number>(misses).fill(0), 2] });
      const [seen, better, worse] = [putOne(ranks, { value: 0.9 }), putOne(ranks, { value: 0.5 }), putOne(ranks, { value: 0.1 })];
      seen?.seenBy.add("ann");
      const picked = ranks.pick(ANN);
      return picked === worse ? "by lot" : picked === better ? "by worth" : "neither";
    };
    expect([6, 7, 8].map(pickAfter)).toEqual(["by lot", "by lot", "by worth"]);
  });

  it("is one whose deadline they would miss only where nothing else waits for them", () => {
    const paces = new PaceBook();
    for (let vote = 0; vote < 200; vote += 1) {
      paces.voted(vote < 20 ? "slow" : "others", vote < 20 ? 500 : 10, 10);
    }
    const ranks = createRanks({ paces });
    const urgent = putOne(ranks, { deadlineAt: now + 30_000 });
    expect(ranks.pick(annotatorNamed("slow"))).toBe(urgent);
    const idle = putOne(ranks, { deadlineAt: null });
    expect(ranks.pick(annotatorNamed("slow"))).toBe(idle);
    expect(ranks.pick(annotatorNamed("others"))).toBe(urgent);
    const telling = putOne(ranks, { deadlineAt: null, value: 300 });
    expect(ranks.pick(annotatorNamed("others"))).toBe(telling);
  });
});

describe("the votes that callers wait for", () => {
  it("are those of the questions that an audience is served from, of one tenant or of all", () => {
    const ranks = createRanks();
    putOne(ranks);
    putOne(ranks, { minVotes: 4 }, { audience: "doctors" });
    putOne(ranks, { minVotes: 5 }, { tenantId: "other" });
    putOne(ranks, { deadlineAt: null });
    expect(ranks.awaited("default", "global")).toBe(3);
    expect(ranks.awaited("default", "doctors")).toBe(3 + 4);
    expect(ranks.awaited("other", "doctors")).toBe(5);
    expect(ranks.awaited(null, "doctors")).toBe(3 + 4 + 5);
    expect(ranks.awaited("nobody", "global")).toBe(0);
  });

  it("follow what a question needs, and go and come back with it", () => {
    const ranks = createRanks();
    putOne(ranks, { minVotes: 2 });
    const question = putOne(ranks);
    question.terms = { ...question.terms, minVotes: 6 };
    ranks.set(question);
    expect(ranks.awaited(null, "global")).toBe(2 + 6);
    ranks.remove(question);
    expect(ranks.awaited(null, "global")).toBe(2);
    ranks.remove(question);
    expect(ranks.awaited(null, "global")).toBe(2);
    ranks.set(question);
    expect(ranks.awaited(null, "global")).toBe(2 + 6);
  });
});

describe("the questions that need somebody", () => {
  it("are those of every tenant and audience that may go to another annotator", () => {
    const ranks = createRanks();
    const open = [putOne(ranks), putOne(ranks, {}, { audience: "doctors" }), putOne(ranks, {}, { tenantId: "other" })];
    putOne(ranks, { minVotes: 0, maxVotes: 0 });
    expect(new Set(ranks.wanted())).toEqual(new Set(open));
  });
});

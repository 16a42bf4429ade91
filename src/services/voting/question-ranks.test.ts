import { describe, expect, it } from "vitest";
import { annotatorNamed, COMPARE } from "../../../test/doubles/create-voting-world.ts";
import { type BoardQuestion, createBoardQuestion } from "./board-question.ts";
import { PaceBook } from "./pace-book.ts";
import { QuestionRanks } from "./question-ranks.ts";

const QUESTIONS = 100;
/** In which every question is looked at again, with so few. */
const ROUND_MS = 50;

let now = 1_000_000;
const neverByLot = { uint32: () => 2 ** 32 - 1, token: () => "" };
const createRanks = () => new QuestionRanks({ now: () => now }, neverByLot, new PaceBook());

function putUp(ranks: QuestionRanks, count: number): readonly BoardQuestion[] {
  const expiresAt = now + 300_000;
  return Array.from({ length: count }, (_, index) => {
    const record = { tenantId: "default", questionId: `q_${index}`, content: COMPARE, audience: "global", createdAt: now, expiresAt };
    const question = createBoardQuestion(record);
    question.isUp = true;
    question.terms = { minVotes: 3, maxVotes: 15, deadlineAt: now + 120_000, expiresAt, value: 0.3 };
    ranks.set(question);
    return question;
  });
}

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
});

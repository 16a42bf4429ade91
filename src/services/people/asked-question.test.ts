import { describe, expect, it } from "vitest";
import { questionOf, voteOf } from "../../../test/conformance/storage/records.ts";
import type { QuestionTerms } from "../voting/question-terms.ts";
import { AskedQuestion } from "./asked-question.ts";

const TERMS: QuestionTerms = { minVotes: 1, maxVotes: 3, deadlineAt: null, expiresAt: 9_000, value: 0.5 };
const VOTES = [voteOf()];

/** A question with what its askers threw. */
function askQuestion() {
  const faults: unknown[] = [];
  const asked = new AskedQuestion(questionOf(), (fault) => void faults.push(fault));
  const join = (takeVotes: (count: number) => void) => {
    const asker = { takeVotes: (votes: readonly unknown[]) => takeVotes(votes.length) };
    asked.join(asker, asked.question, TERMS);
    return asker;
  };
  return { asked, faults, join };
}

describe("those who ask the same question", () => {
  it("are told of votes all the same where one of them throws", () => {
    const { asked, faults, join } = askQuestion();
    const fault = new Error("a fault");
    const told: number[] = [];
    join(() => {
      throw fault;
    });
    join((count) => void told.push(count));
    asked.takeVotes(VOTES);
    expect(told).toEqual([1]);
    expect(faults).toEqual([fault]);
  });

  it("are not told any more once they have left, even while the others are told", () => {
    const { asked, join } = askQuestion();
    const told: string[] = [];
    join(() => {
      told.push("first");
      asked.leave(second);
    });
    const second = join(() => void told.push("second"));
    asked.takeVotes(VOTES);
    expect(told).toEqual(["first"]);
  });
});

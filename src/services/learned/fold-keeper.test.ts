import { describe, expect, it } from "vitest";
import { learnedVotes } from "../../../test/doubles/learned-votes.ts";
import { sha256Hex } from "../../composition/system-ports.ts";
import type { LoggedVote } from "../../ports/evidence-store.ts";
import { FoldKeeper } from "./fold-keeper.ts";

const TENANT = "acme";
const VOTES = learnedVotes({ count: 600, prompts: 60 });

function learn(votes: readonly LoggedVote[]) {
  const keeper = new FoldKeeper({ minVotes: 60, minPrompts: 20 }, sha256Hex);
  keeper.begin(TENANT, { kept: null, leftOut: [] });
  keeper.learn(TENANT, votes);
  return keeper.takeSnapshot(TENANT).metrics.scenarios[0];
}

function wordsOf(messages: LoggedVote["content"]["a"]): number {
  return messages.reduce((sum, { content }) => sum + content.split(" ").length, 0);
}

describe("what is learned from annotators who do not judge", () => {
  it("is not used where they always take the longer answer: length alone says that better", () => {
    const byLength = VOTES.map((vote): LoggedVote => {
      const isLonger = wordsOf(vote.content.a) >= wordsOf(vote.content.b);
      return { ...vote, choice: isLonger ? "a" : "b" };
    });
    const { state, logLoss = 0, lengthLogLoss = 0 } = learn(byLength) ?? {};
    expect(state).toBe("inactive");
    expect(lengthLogLoss).toBeLessThan(logLoss ?? 0);
  });

  it("is not used where they vote at random, always for the same side, or for neither", () => {
    const judgements: readonly ((number: number) => LoggedVote["choice"])[] = [
      (number) => (number % 7 < 3 ? "a" : "b"),
      () => "a",
      () => "tie",
    ];
    for (const judge of judgements) {
      expect(learn(VOTES.map((vote, number) => ({ ...vote, choice: judge(number) })))?.state).toBe("inactive");
    }
  });
});

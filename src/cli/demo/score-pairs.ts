import { answerLength, lastRequestOf, type PreferencePair, toConversation } from "../pairs/preference-pair.ts";
import type { ApiClient } from "./api-client.ts";

export interface PairScores {
  readonly count: number;
  /** Pairs in which the preferred answer won, lost, or neither. */
  readonly right: number;
  readonly wrong: number;
  readonly ties: number;
  readonly meanChosen: number;
  readonly meanRejected: number;
  /** What always preferring the longer answer would have got right. */
  readonly longestRight: number;
  /** The first pair in which the other answer won; null: there is none. */
  readonly mistaken: PreferencePair | null;
  readonly examples: readonly { readonly prompt: string; readonly rewardChosen: number; readonly rewardRejected: number }[];
}

const EXAMPLES = 5;
/** Requests under way at a time. */
const CONCURRENCY = 8;

/** Scores pairs through POST /compare. The preferred answer is A in every second pair, so that a server that always said A would be right half the time. */
export async function scorePairs(
  client: ApiClient,
  pairs: readonly PreferencePair[],
  onPair: (done: number) => void,
): Promise<PairScores> {
  const results: {
    readonly pair: PreferencePair;
    readonly rewardChosen: number;
    readonly rewardRejected: number;
    readonly winner: "right" | "wrong" | "tie";
  }[] = [];
  for (let start = 0; start < pairs.length; start += CONCURRENCY) {
    const slice = pairs.slice(start, start + CONCURRENCY);
    results.push(...(await Promise.all(slice.map((pair, offset) => comparePair(client, pair, (start + offset) % 2 === 0)))));
    onPair(results.length);
  }
  const count = (winner: "right" | "wrong" | "tie") => results.filter((result) => result.winner === winner).length;
  const mean = (pick: (result: (typeof results)[number]) => number) =>
    results.reduce((sum, result) => sum + pick(result), 0) / Math.max(1, results.length);
  return {
    count: results.length,
    right: count("right"),
    wrong: count("wrong"),
    ties: count("tie"),
    meanChosen: mean((result) => result.rewardChosen),
    meanRejected: mean((result) => result.rewardRejected),
    mistaken: results.find(({ winner }) => winner === "wrong")?.pair ?? null,
    longestRight: results.filter(({ pair }) => answerLength(pair, "chosen") > answerLength(pair, "rejected")).length,
    examples: results
      .slice(0, EXAMPLES)
      .map(({ pair, rewardChosen, rewardRejected }) => ({ prompt: lastRequestOf(pair), rewardChosen, rewardRejected })),
  };
}

/** The body of a comparison of the two answers. @param sideA the one that is A. */
export function toCompareBody(pair: PreferencePair, sideA: "chosen" | "rejected"): object {
  const conversation = (side: "chosen" | "rejected") => ({
    messages: toConversation(pair, side).map(({ role, content }) => ({ role, content })),
  });
  return {
    collection_slug: "preference",
    scenario_slug: "general",
    response_a: conversation(sideA),
    response_b: conversation(sideA === "chosen" ? "rejected" : "chosen"),
  };
}

async function comparePair(client: ApiClient, pair: PreferencePair, chosenIsA: boolean) {
  const answer = await client.post<{ readonly winner: "a" | "b" | "tie"; readonly reward_a: number; readonly reward_b: number }>(
    "/compare",
    toCompareBody(pair, chosenIsA ? "chosen" : "rejected"),
  );
  const winner =
    answer.winner === "tie" ? ("tie" as const) : (answer.winner === "a") === chosenIsA ? ("right" as const) : ("wrong" as const);
  return {
    pair,
    winner,
    rewardChosen: chosenIsA ? answer.reward_a : answer.reward_b,
    rewardRejected: chosenIsA ? answer.reward_b : answer.reward_a,
  };
}

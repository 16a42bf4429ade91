import { describe, expect, it } from "vitest";
import { type TrainingClient, trainPolicy } from "./train-policy.ts";

/** A server whose episodes have two turns, the reward of each by its words. @param turnsOf how long an answer takes, by its number, in turns of the event loop. */
function createServer(turnsOf: (request: number) => number): TrainingClient {
  let requests = 0;
  const answer = (path: string, body: object): object => {
    if (path === "/episodes") {
      return { episode_id: `e${requests}`, initial_observation: { role: "assistant", content: "Hello." }, tools: [] };
    }
    const { messages } = body as { readonly messages: readonly { readonly content: string }[] };
    const isOver = messages.length >= 4;
    return {
      observation: { role: "assistant", content: "And?" },
      reward: (messages.at(-1)?.content.length ?? 0) / 100,
      episode_complete: isOver,
    };
  };
  return {
    post: async <T>(path: string, body: object): Promise<T> => {
      requests += 1;
      for (let turn = turnsOf(requests); turn > 0; turn -= 1) {
        await Promise.resolve();
      }
      return answer(path, body) as T;
    },
  };
}

describe("the demo's training", () => {
  it("tells the same story whichever answer comes first", async () => {
    const plan = { steps: 6, groupSize: 4, onStep: () => undefined };
    const [even, uneven] = await Promise.all([
      trainPolicy(
        createServer(() => 1),
        plan,
      ),
      trainPolicy(
        createServer((request) => (request * 7) % 11),
        plan,
      ),
    ]);
    expect(new Set(even.meanRewards).size).toBeGreaterThan(1);
    expect(uneven).toEqual(even);
  });
});

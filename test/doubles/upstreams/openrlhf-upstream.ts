import { z } from "zod";
import { fakeScore } from "./fake-score.ts";
import type { UpstreamShape } from "./start-upstream.ts";

const body = z.looseObject({
  query: z.array(z.string()),
  prompts: z.array(z.string()),
  labels: z.array(z.string().nullable()).optional(),
});

/** OpenRLHF's reward server. `isNested`: each reward in a list of its own, as a tensor of one column is written. */
export function openRlhfShape(isNested = false, score: (text: string) => number = fakeScore): UpstreamShape {
  return ({ path, body: said }) => {
    if (path !== "/get_reward") {
      return null;
    }
    const rewards = body.parse(said).query.map(score);
    return {
      status: 200,
      body: { rewards: isNested ? rewards.map((reward) => [reward]) : rewards, scores: rewards, extra_logs: {} },
    };
  };
}

import { afterEach, describe, expect, it } from "vitest";
import { createModelTests } from "../../test/doubles/create-model-tests.ts";
import { modelQuestion } from "../../test/doubles/scalar-model-options.ts";
import { fakeScore } from "../../test/doubles/upstreams/fake-score.ts";
import { nimShape } from "../../test/doubles/upstreams/nim-upstream.ts";

const NEVER = new AbortController().signal;
const QUESTION = modelQuestion("Well?", "An excellent one.");
const RAW = fakeScore("Well?\nAn excellent one.");
const tests = createModelTests();
afterEach(tests.closeAll);

describe("openai_reward_chat", () => {
  it.each(["/", "/v1", "/v1/"])("reads scores out of what are called logprobs, with base path %s", async (path) => {
    const { server, model } = await tests.serve("openai_reward_chat", nimShape(), { template: "server" }, path);
    expect(RAW).toBeGreaterThan(0);
    expect(await model.score([QUESTION], NEVER)).toMatchObject([{ raw: RAW }]);
    expect(server.requests.map(({ body }) => body)).toEqual([{ model: "rm", messages: QUESTION.messages, stream: false }]);
    expect(await model.selfTest(NEVER)).toMatchObject({ fault: null });
  });

  it("reads the text where there are no logprobs, and any attribute by its name", async () => {
    const { server, model } = await tests.serve("openai_reward_chat", nimShape("text"), { template: "server" });
    expect(await model.score([QUESTION], NEVER)).toMatchObject([{ raw: expect.closeTo(RAW, 6) }]);
    for (const [pick, raw] of [
      [{ label: "coherence" }, 3.3125],
      ["last", 0.515625],
    ] as const) {
      const another = tests.open(server, "openai_reward_chat", { template: "server", pick });
      expect(await another.score([QUESTION], NEVER)).toMatchObject([{ raw }]);
      expect(another.revision).not.toBe(model.revision);
    }
  });

  it("takes no number out of what an ordinary chat model says", async () => {
    const { model } = await tests.serve("openai_reward_chat", nimShape("chat"), { template: "server" });
    await expect(model.score([QUESTION], NEVER)).rejects.toMatchObject({
      reason: "bad_answer",
      message: expect.stringContaining("it is no reward model"),
    });
  });

  it("is configured with template server alone", async () => {
    const opening = tests.serve("openai_reward_chat", nimShape(), { template: "chatml" });
    await expect(opening).rejects.toThrow("rm.template: openai_reward_chat is sent messages: server.");
  });
});

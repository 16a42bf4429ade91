import { afterEach, describe, expect, it } from "vitest";
import { createModelTests } from "../../test/doubles/create-model-tests.ts";
import { modelQuestion } from "../../test/doubles/scalar-model-options.ts";
import { fakeScore } from "../../test/doubles/upstreams/fake-score.ts";
import { sglangShape } from "../../test/doubles/upstreams/sglang-upstream.ts";

const NEVER = new AbortController().signal;
const tests = createModelTests();
afterEach(tests.closeAll);

describe("sglang_classify", () => {
  it("asks SGLang's own interface for a batch of texts, which its tokenizer begins", async () => {
    const { server, model } = await tests.serve("sglang_classify", sglangShape(), { template: "llama3" });
    const text =
      "<|start_header_id|>user<|end_header_id|>\n\nWell?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nexcellent<|eot_id|>";
    const results = await model.score([modelQuestion("Well?", " excellent\n"), modelQuestion("So?", "rubbish")], NEVER);
    expect(results).toMatchObject([{ raw: fakeScore(text) }, { raw: expect.closeTo(-4.4, 0) }]);
    expect(server.requests).toMatchObject([
      { path: "/classify", body: { model: "rm", text: [text, expect.stringContaining("rubbish")] } },
    ]);
    expect(await model.selfTest(NEVER)).toMatchObject({ fault: null });
  });

  it.each(["server", "remote"] as const)("is not configured with template %s, since it is sent texts", async (template) => {
    const opening = tests.serve("sglang_classify", sglangShape(), { template });
    await expect(opening).rejects.toThrow(new RegExp(`^rm\\.template: ${template} is not possible with sglang_classify`));
  });

  it("shows what SGLang's other path does: always 1, whatever is asked", async () => {
    const { model } = await tests.serve("generic_http", sglangShape(), {
      generic: { path: "/v1/classify", body: { input: ["{{text}}"] }, scorePointer: "/data/*/probs" },
    });
    expect(await model.selfTest(NEVER)).toEqual({
      good: 1,
      bad: 1,
      fault: expect.stringMatching(/both got 1\.000, always: a softmax of one label.*SGLang's \/v1\/classify/),
    });
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { createModelTests } from "../../test/doubles/create-model-tests.ts";
import { modelQuestion } from "../../test/doubles/scalar-model-options.ts";
import { fakeScore } from "../../test/doubles/upstreams/fake-score.ts";
import { openRlhfShape } from "../../test/doubles/upstreams/openrlhf-upstream.ts";

const NEVER = new AbortController().signal;
const tests = createModelTests();
afterEach(tests.closeAll);

describe("openrlhf", () => {
  it.each([
    ["/", false],
    ["/get_reward", true],
  ])("asks for whole texts at %s, nested rewards: %s", async (path, isNested) => {
    const { server, model } = await tests.serve("openrlhf", openRlhfShape(isNested), { template: "llama3" }, path);
    const text =
      "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nWell?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nexcellent<|eot_id|>";
    const questions = [modelQuestion("Well?", "excellent", "42"), modelQuestion("So?", "rubbish")];
    expect(await model.score(questions, NEVER)).toMatchObject([{ raw: fakeScore(text) }, { raw: expect.closeTo(-4.4, 0) }]);
    expect(server.requests.map(({ body }) => body)).toEqual([
      { query: [text, expect.stringContaining("rubbish")], prompts: ["Well?", "So?"], labels: ["42", null] },
    ]);
    expect(await model.selfTest(NEVER)).toMatchObject({ fault: null });
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { createModelTests } from "../../test/doubles/create-model-tests.ts";
import { modelQuestion } from "../../test/doubles/scalar-model-options.ts";
import { fakeScore } from "../../test/doubles/upstreams/fake-score.ts";
import { infinityShape } from "../../test/doubles/upstreams/infinity-upstream.ts";

const NEVER = new AbortController().signal;
const QUESTIONS = ["excellent", "rubbish", "so so"].map((response) => modelQuestion("Well?", response));
const INFINITY = { path: "/classify", body: { input: ["{{text}}"], raw_scores: true }, scorePointer: "/data/*/0/score" };
const tests = createModelTests();
afterEach(tests.closeAll);

describe("generic_http", () => {
  it("sends a batch where the body has a list and the pointer a star, and undoes Infinity's sigmoid", async () => {
    const { server, model } = await tests.serve("generic_http", infinityShape(), { generic: INFINITY, activation: "sigmoid" });
    const texts = ["Well?\n\nexcellent", "Well?\n\nrubbish", "Well?\n\nso so"];
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(texts.map((text) => ({ raw: expect.closeTo(fakeScore(text), 4) })));
    expect(server.requests).toMatchObject([{ path: "/classify", body: { input: texts, raw_scores: true } }]);
    expect(await model.selfTest(NEVER)).toMatchObject({ fault: null });
  });

  it("sends one conversation where the body has no list, with nothing in it read as a template again", async () => {
    const { server, model } = await tests.serve(
      "generic_http",
      () => ({ status: 200, body: { result: { "a/b": [0.25, 1.5] } } }),
      {
        generic: {
          path: "/judge",
          body: { chat: "{{messages}}", q: "Q: {{prompt}} A: {{response}}", key: "{{reference}}", note: ["x"], n: 3 },
          scorePointer: "/result/a~1b",
        },
        pick: "last",
        extraBody: { seed: 7 },
      },
    );
    expect(model.batchMax).toBe(1);
    const hostile = modelQuestion("{{response}}", '{{reference}} "}, {"{{prompt}}');
    expect(await model.score([hostile], NEVER)).toMatchObject([{ raw: 1.5 }]);
    expect(server.requests[0]?.body).toEqual({
      chat: hostile.messages,
      q: 'Q: {{response}} A: {{reference}} "}, {"{{prompt}}',
      key: null,
      note: ["x"],
      n: 3,
      seed: 7,
    });
  });

  it.each<[unknown, string]>([
    [{}, "/score"],
    [{ score: "1.5" }, "/score"],
    [{ score: { value: 1 } }, "/score"],
    [{ score: [[1]] }, "/score"],
    [{ score: [] }, "/score"],
    [[1], "/length"],
    [{}, "/constructor/length"],
    [{ score: true }, "/score"],
  ])("finds no number in %j at %s", async (body, scorePointer) => {
    const { model } = await tests.serve("generic_http", () => ({ status: 200, body }), {
      generic: { path: "/", body: { text: "{{text}}" }, scorePointer },
    });
    const outcome = await model.score(QUESTIONS.slice(0, 1), NEVER).catch((error: unknown) => [error]);
    expect(outcome).toMatchObject([{ reason: "bad_answer" }]);
  });

  it.each([
    [{ generic: null }, "rm.generic: generic_http needs a path"],
    [{ generic: { ...INFINITY, scorePointer: "data" } }, "rm.generic.scorePointer: a JSON pointer"],
    [{ generic: INFINITY, template: "remote" as const }, "rm.template: remote is not possible"],
    [{ generic: INFINITY, pick: { label: "good" } }, "rm.pick: generic_http reads numbers without names"],
  ])("is not configured with %j", async (options, message) => {
    await expect(tests.serve("generic_http", infinityShape(), options)).rejects.toThrow(message);
  });
});

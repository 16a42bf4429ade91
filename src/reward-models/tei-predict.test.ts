import { afterEach, describe, expect, it } from "vitest";
import { createModelTests } from "../../test/doubles/create-model-tests.ts";
import { modelQuestion } from "../../test/doubles/scalar-model-options.ts";
import { fakeScore } from "../../test/doubles/upstreams/fake-score.ts";
import { teiShape } from "../../test/doubles/upstreams/tei-upstream.ts";

const NEVER = new AbortController().signal;
const QUESTIONS = ["excellent", "rubbish", "so so", "an excellent one", "none"].map((response) =>
  modelQuestion("Well?", response),
);
const RAWS = QUESTIONS.map(({ messages: [, answer] }) => ({ raw: fakeScore(`Well?\n\n${answer?.content}`) }));
const tests = createModelTests();
afterEach(tests.closeAll);

describe("tei_predict", () => {
  it("puts every text into a list of its own, so that two are not read as one pair", async () => {
    const { server, model } = await tests.serve("tei_predict", teiShape());
    expect(await model.score(QUESTIONS.slice(0, 2), NEVER)).toMatchObject(RAWS.slice(0, 2));
    expect(server.requests.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      { method: "GET", path: "/info", body: undefined },
      {
        method: "POST",
        path: "/predict",
        body: { inputs: [["Well?\n\nexcellent"], ["Well?\n\nrubbish"]], raw_scores: true, truncate: true },
      },
    ]);
  });

  it("hands prompt and answer over as a pair where its server joins them", async () => {
    const { server, model } = await tests.serve("tei_predict", teiShape(), { template: "server" });
    expect(await model.score(QUESTIONS.slice(0, 1), NEVER)).toMatchObject([{ raw: fakeScore("Well? [SEP] excellent") }]);
    expect(server.requests[1]?.body).toMatchObject({ inputs: [["Well?", "excellent"]] });
  });

  it("sends no more at once than the server takes, asked once", async () => {
    const { server, model } = await tests.serve("tei_predict", teiShape({ batchMax: 2 }));
    expect(model.batchMax).toBe(16);
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(RAWS);
    expect(model.batchMax).toBe(2);
    expect(await model.score(QUESTIONS.slice(0, 2), NEVER)).toMatchObject(RAWS.slice(0, 2));
    expect(server.requests.map(({ path }) => path)).toEqual(["/info", "/predict", "/predict", "/predict", "/predict"]);
  });

  it("undoes a sigmoid, and asks for one then", async () => {
    const { server, model } = await tests.serve("tei_predict", teiShape(), { activation: "sigmoid" });
    expect(await model.score(QUESTIONS.slice(0, 1), NEVER)).toMatchObject([{ raw: expect.closeTo(RAWS[0]?.raw ?? 0, 5) }]);
    expect(server.requests[1]?.body).toMatchObject({ raw_scores: false });
  });

  it("picks among several labels by name alone, since they come sorted", async () => {
    const shape = teiShape({ labels: (text) => ({ bad: -fakeScore(text), good: fakeScore(text) }) });
    const { server, model } = await tests.serve("tei_predict", shape, { pick: { label: "good" } });
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(RAWS);
    const first = tests.open(server, "tei_predict", { pick: "first" });
    await expect(first.score(QUESTIONS, NEVER)).rejects.toMatchObject({
      reason: "bad_answer",
      message: "Answered with several labels, in the order of their scores: pick one by its name.",
    });
    const another = tests.open(server, "tei_predict", { pick: { label: "gut" } });
    expect(await another.score(QUESTIONS.slice(0, 1), NEVER)).toMatchObject([{ reason: "bad_answer" }]);
  });

  it.each([
    [429, "Overloaded", "overloaded"],
    [503, "Unhealthy", "overloaded"],
    [424, "Backend", "upstream_error"],
    [422, "Tokenizer", "refused"],
    [413, "Validation", "refused"],
  ])("reads %d %s as %s", async (status, error_type, reason) => {
    const { model } = await tests.serve("tei_predict", teiShape({ failure: { status, error: "secret", error_type } }));
    await expect(model.score(QUESTIONS, NEVER)).rejects.toMatchObject({ reason, status, message: `Answered ${status}.` });
  });
});

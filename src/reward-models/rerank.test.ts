import { afterEach, describe, expect, it } from "vitest";
import { createModelTests } from "../../test/doubles/create-model-tests.ts";
import { modelQuestion } from "../../test/doubles/scalar-model-options.ts";
import { fakeScore } from "../../test/doubles/upstreams/fake-score.ts";
import { RERANKERS, rerankShape } from "../../test/doubles/upstreams/rerank-upstream.ts";
import { teiShape } from "../../test/doubles/upstreams/tei-upstream.ts";

const NEVER = new AbortController().signal;
const QUESTIONS = [
  modelQuestion("Well?", "rubbish"),
  modelQuestion("So?", "so"),
  modelQuestion("Well?", "an excellent one"),
  modelQuestion("Well?", "so so"),
  modelQuestion("Well?", "so so"),
];
const RAWS = QUESTIONS.map(({ messages: [prompt, answer] }) => ({ raw: fakeScore(`${prompt?.content}\n${answer?.content}`) }));
const tests = createModelTests();
afterEach(tests.closeAll);

describe("rerank", () => {
  it.each(RERANKERS)("puts the sorted answer of %s back in order", async (reranker) => {
    const path = reranker === "sglang" ? "/v1" : "/";
    const { model } = await tests.serve("rerank", rerankShape(reranker), {}, path);
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(RAWS);
    expect(await model.selfTest(NEVER)).toMatchObject({ fault: null });
  });

  it("asks about answers to the same prompt in one request, and for all of them", async () => {
    const { server, model } = await tests.serve("rerank", rerankShape("vllm"));
    await model.score(QUESTIONS, NEVER);
    expect(server.requests.map(({ body }) => body)).toEqual([
      {
        model: "rm",
        query: "Well?",
        documents: ["rubbish", "an excellent one", "so so", "so so"],
        top_n: 4,
        raw_scores: true,
        use_activation: false,
      },
      { model: "rm", query: "So?", documents: ["so"], top_n: 1, raw_scores: true, use_activation: false },
    ]);
  });

  it("has outcomes for the other prompts where one prompt's request fails, and fails where all do", async () => {
    const healthy = rerankShape("vllm");
    const { server, model } = await tests.serve("rerank", (request) =>
      (request.body as { query: string }).query === "So?" ? { status: 500, body: "secret" } : healthy(request),
    );
    const failure = { reason: "upstream_error", message: "Answered 500." };
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(RAWS.map((raw, index) => (index === 1 ? failure : raw)));
    await expect(model.score(QUESTIONS.slice(1, 2), NEVER)).rejects.toMatchObject(failure);
    expect(server.requests).toHaveLength(3);
  });

  it("speaks TEI's form where the server takes no other, having asked once", async () => {
    const shape = teiShape({ labels: (text) => ({ LABEL_0: fakeScore(text.replace(" [SEP] ", "\n")) }) });
    const { server, model } = await tests.serve("rerank", shape);
    const few = QUESTIONS.filter(({ messages: [prompt] }) => prompt?.content === "Well?");
    const raws = RAWS.filter((_, index) => index !== 1);
    expect(await model.score(few, NEVER)).toMatchObject(raws);
    expect(await model.score(few, NEVER)).toMatchObject(raws);
    expect(server.requests.map(({ body }) => Object.keys(body as object)[2])).toEqual(["documents", "texts", "texts"]);
  });

  it("undoes a sigmoid that a server insists on, and then says no word of raw scores", async () => {
    const { server, model } = await tests.serve("rerank", rerankShape("cohere"), { activation: "sigmoid" });
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(RAWS.map(({ raw }) => ({ raw: expect.closeTo(raw, 4) })));
    expect(Object.keys(server.requests[0]?.body as object)).toEqual(["model", "query", "documents", "top_n"]);
  });

  it.each([
    [
      "the same one twice",
      [
        { index: 0, relevance_score: 1 },
        { index: 0, relevance_score: 2 },
      ],
    ],
    [
      "one of another place",
      [
        { index: 0, relevance_score: 1 },
        { index: 7, relevance_score: 2 },
      ],
    ],
    ["too few", [{ index: 0, relevance_score: 1 }]],
    ["too many", [0, 1, 2].map((index) => ({ index, relevance_score: 1 }))],
    ["none that says whose it is", [{ relevance_score: 1 }, { relevance_score: 2 }]],
  ])("takes no answer with %s", async (_, results) => {
    const { model } = await tests.serve("rerank", () => ({ status: 200, body: { results } }));
    const two = [modelQuestion("Well?", "one"), modelQuestion("Well?", "two")];
    await expect(model.score(two, NEVER)).rejects.toMatchObject({ reason: "bad_answer" });
  });
});

import { describe, expect, it } from "vitest";
import { postTo, question, testJudge, untilDone } from "../../../test/doubles/judge-world.ts";
import { type ChatPlan, chatShape } from "../../../test/doubles/upstreams/chat-upstream.ts";
import { UpstreamError } from "../../outbound/upstream-error.ts";
import { ModelCallError } from "../../ports/reward-model.ts";
import type { PostJson } from "./judge-world.ts";

/** How a request asks for its output. */
function formOf(body: Readonly<Record<string, unknown>>): string {
  const { response_format: format, logprobs } = body as { response_format?: { type: string }; logprobs?: boolean };
  const member = ["structured_outputs", "guided_json"].find((name) => name in body) ?? "plain";
  return `${format?.type ?? member}${logprobs ? " with logprobs" : ""}`;
}

const SURE: ChatPlan = { believes: (statement) => (statement.startsWith("Names") ? 1 : 0) };
const score = (judge: ReturnType<typeof testJudge>["judge"], signal = untilDone()) => judge.score([question("Paris.")], signal);

describe("finding out how an endpoint answers", () => {
  it.each<[string, ChatPlan, string]>([
    ["the standard, with weights", {}, "json_schema with logprobs"],
    ["the standard, weights ignored", { logprobs: "ignored" }, "json_schema"],
    ["the standard, weights refused", { logprobs: "refused" }, "json_schema"],
    ["the standard, weights forbidden, as OpenAI's reasoning models have it", { logprobs: "forbidden" }, "json_schema"],
    ["vLLM since 0.12", { understands: ["structured_outputs"] }, "structured_outputs with logprobs"],
    ["vLLM before 0.12", { understands: ["guided_json"], logprobs: "ignored" }, "guided_json"],
    ["JSON of any shape", { understands: ["json_object"] }, "json_object with logprobs"],
    ["words alone", { understands: [], logprobs: "refused" }, "plain"],
    ["words alone, other forms giving not a word", { understands: [], otherwise: "empty", logprobs: "ignored" }, "plain"],
  ])("goes down the ladder to %s, once", async (_name, plan, form) => {
    const { judge, sent } = testJudge({ ...SURE, ...plan });
    const [first] = await score(judge);
    const searchCount = sent.length - 1;
    const [second] = await score(judge);
    expect(first).toMatchObject({ raw: 0.75 });
    expect(second).toEqual(first);
    expect(sent.slice(searchCount).map(formOf)).toEqual([form, form]);
    expect(new Set(sent.slice(0, searchCount).map(formOf)).size).toBe(searchCount);
  });

  it("steps down from a form that is a 500 twice, as some servers answer a schema that they cannot keep, not from one fault", async () => {
    const always = testJudge({ ...SURE, understands: [], otherwise: 500 });
    await score(always.judge);
    expect(always.sent.slice(0, 3).map(formOf)).toEqual([
      "json_schema with logprobs",
      "json_schema with logprobs",
      "json_schema",
    ]);
    expect(always.sent.map(formOf).at(-1)).toBe("plain with logprobs");
    let calls = 0;
    const sent: Readonly<Record<string, unknown>>[] = [];
    const shape = postTo(chatShape(SURE), sent);
    const once = testJudge(async (path, body, signal) => {
      calls += 1;
      if (calls === 1) {
        throw new UpstreamError("upstream_error", "Answered 502.", 502);
      }
      return shape(path, body, signal);
    });
    await score(once.judge);
    expect(sent.map(formOf)).toEqual(["json_schema with logprobs", "json_schema with logprobs"]);
  });

  it("takes a server that ignores the form for one that has it, if its words hold the verdict", async () => {
    const { judge, sent } = testJudge({ ...SURE, understands: [], otherwise: "ignored", logprobs: "ignored" });
    await score(judge);
    expect(sent.map(formOf)).toEqual(["json_schema with logprobs", "json_schema"]);
  });

  it("looks for nothing where the operator has said it", async () => {
    const { judge, sent } = testJudge(
      { ...SURE, understands: ["guided_json"] },
      { structured: "guided_json", logprobs: "never" },
    );
    await score(judge);
    expect(sent.map(formOf)).toEqual(["guided_json"]);
  });

  it("refuses to do without weights where the operator wants them", async () => {
    const { judge } = testJudge({ ...SURE, logprobs: "ignored" }, { logprobs: "always" });
    await expect(score(judge)).rejects.toMatchObject({ reason: "unparseable" });
  });

  it("finds out once, however many ask at first", async () => {
    const { judge, sent } = testJudge({ ...SURE, understands: ["guided_json"], logprobs: "ignored" });
    await Promise.all(Array.from({ length: 5 }, () => score(judge)));
    expect(sent.map(formOf).filter((form) => form === "json_schema with logprobs")).toHaveLength(1);
  });

  it("never asks with a candidate's text what the endpoint understands", async () => {
    const { judge, sent } = testJudge({ ...SURE, understands: [] });
    await score(judge);
    expect(sent.filter((body) => JSON.stringify(body).includes("capital of France"))).toHaveLength(1);
  });

  it.each([
    [401, 1],
    [404, 1],
    // It may be the weights alone that are forbidden.
    [403, 2],
  ])("does not take %i for something about the form", async (status, callsMax) => {
    let calls = 0;
    const { judge } = testJudge(async () => {
      calls += 1;
      throw new UpstreamError("refused", `Answered ${status}.`, status);
    });
    await expect(score(judge)).rejects.toMatchObject({ reason: "refused" });
    expect(calls).toBe(callsMax);
  });

  it("tells why a form without weights is refused where weights are forbidden", async () => {
    const { judge } = testJudge(async (_path, body) => {
      const status = formOf(body as Readonly<Record<string, unknown>>).endsWith("with logprobs") ? 403 : 400;
      throw new UpstreamError("refused", `Answered ${status}.`, status);
    });
    await expect(score(judge)).rejects.toMatchObject({ message: "Answered 400." });
  });

  it.each(["overloaded", "unreachable"] as const)("remembers nothing of a server that is %s", async (reason) => {
    let isUp = false;
    const shape = postTo(chatShape(SURE));
    const { judge } = testJudge(async (path, body, signal) => {
      if (!isUp) {
        throw new ModelCallError(reason, "Down.");
      }
      return shape(path, body, signal);
    });
    await expect(score(judge)).rejects.toMatchObject({ reason });
    isUp = true;
    await expect(score(judge)).resolves.toMatchObject([{ raw: 0.75 }]);
  });

  it("looks again where an endpoint refuses again and again what it took before", async () => {
    let plan: ChatPlan = SURE;
    const sent: Readonly<Record<string, unknown>>[] = [];
    const post: PostJson = (path, body, signal) => postTo(chatShape(plan), sent)(path, body, signal);
    const { judge } = testJudge(post);
    await score(judge);
    plan = { ...SURE, understands: ["guided_json"] };
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(score(judge)).rejects.toMatchObject({ reason: "refused" });
    }
    await expect(score(judge)).resolves.toMatchObject([{ raw: 0.75 }]);
    expect(sent.map(formOf).at(-1)).toBe("guided_json with logprobs");
  });

  it("goes on for the others where the one that looked was stopped", async () => {
    const shape = postTo(chatShape(SURE));
    const post: PostJson = (path, body, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(new ModelCallError("timeout", "Stopped.")));
        setImmediate(() => (signal.aborted ? undefined : resolve(shape(path, body, signal))));
      });
    const { judge } = testJudge(post);
    const impatient = new AbortController();
    const stopped = score(judge, impatient.signal);
    const patient = score(judge);
    impatient.abort();
    await expect(stopped).rejects.toMatchObject({ reason: "timeout" });
    await expect(patient).resolves.toMatchObject([{ raw: 0.75 }]);
  });
});

describe("a reply that cannot be read", () => {
  const dressed = (dresses: NonNullable<ChatPlan["dresses"]>, change: ChatPlan = {}) =>
    testJudge({ ...SURE, logprobs: "ignored", ...change, dresses: (text, call) => (call === 0 ? text : dresses(text, call)) });

  it("is asked for once more, with what it was", async () => {
    const { judge, sent } = dressed((text, call) => (call === 1 ? "I think that it is all true." : text));
    await expect(score(judge)).resolves.toMatchObject([{ raw: 0.75 }]);
    expect(sent.at(-1)?.["messages"]).toMatchObject([
      { role: "system" },
      { role: "user" },
      { role: "assistant", content: "I think that it is all true." },
      { role: "user", content: expect.stringContaining("not the JSON object") },
    ]);
  });

  it.each<[string, NonNullable<ChatPlan["dresses"]>]>([
    ["prose", () => "All statements are met."],
    ["empty", () => ""],
    ["refused", () => "I'm sorry, but I can't help with that."],
    ["half", (text) => text.slice(0, text.length / 2)],
    ["thought without end", (text) => `<think>Perhaps ${text}`],
    ["words for verdicts", (text) => text.replaceAll(/true|false/g, '"maybe"')],
    ["null for verdicts", (text) => text.replaceAll(/true|false/g, "null")],
    ["numbers for verdicts", (text) => text.replaceAll(/true|false/g, "1")],
    ["short of one", (text) => text.replace('"c2"', '"d2"')],
    ["two things at once", (text) => `${text} ${text.replace("true", "false")}`],
  ])("is no verdict, and no number, after the second time: %s", async (_name, dresses) => {
    const { judge, sent } = dressed(dresses);
    await expect(score(judge)).rejects.toMatchObject({ reason: "unparseable" });
    expect(sent).toHaveLength(3);
  });

  it("was cut off: what it holds so far may not be all", async () => {
    const { judge } = dressed((text) => text, { finishReason: (call) => (call === 0 ? "stop" : "length") });
    await expect(score(judge)).rejects.toMatchObject({ reason: "unparseable" });
  });

  it.each<[string, NonNullable<ChatPlan["dresses"]>]>([
    ["a fence", (text) => `\`\`\`json\n${text}\n\`\`\``],
    ["thoughts that hold another verdict", (text) => `<think>Maybe ${text.replace("true", "false")}? No.</think>\n${text}`],
    ["an echoed example", (text) => `As asked: {"c1": {"quote": "…", "met": <true or false>}, …}\n${text}`],
    ["prose before and behind it", (text) => `Here is {my} verdict: ${text}\nI hope that this helps! {}`],
    ["an object around it", (text) => `{"verdicts": ${text}}`],
    ["itself again", (text) => `${text}\n${text}`],
  ])("is one that can, with %s", async (_name, dresses) => {
    const { judge } = dressed(dresses);
    await expect(score(judge)).resolves.toMatchObject([{ raw: 0.75 }]);
  });

  it("does not spoil the others: half of the samples are enough", async () => {
    const plan: ChatPlan = { ...SURE, logprobs: "ignored", dresses: (text, call) => (call > 0 && call % 2 === 0 ? "?" : text) };
    const { judge } = testJudge(plan, { samples: 4 });
    await expect(score(judge)).resolves.toMatchObject([{ raw: 0.75 }]);
  });

  it.each([
    ["no choices", { choices: [] }],
    ["no message", { choices: [{ text: "{}" }] }],
    ["a page", "<html>"],
    ["nothing", null],
  ])("is a bad answer where it is no chat completion: %s", async (_name, answer) => {
    const { judge } = testJudge(async () => answer);
    await expect(score(judge)).rejects.toMatchObject({ reason: "bad_answer" });
  });
});

import { describe, expect, it } from "vitest";
import { wordsOfRefusal } from "./words-of-refusal.ts";

const KEY = "sk-proj-4f8a0c7e2b91d3";
const CRITERION = "The assistant asks about numbness in the saddle area before it advises.";
const REQUEST = {
  model: "gpt-5-mini",
  max_tokens: 512,
  messages: [
    { role: "system", content: `Judge by these.\n- ${CRITERION}` },
    { role: "user", content: "你好，我的背很疼，已经三天了，我应该怎么办？请告诉我。" },
    { role: "user", content: "My back, please." },
  ],
};

function wordsOf(answer: unknown): string | null {
  const text = typeof answer === "string" ? answer : JSON.stringify(answer);
  return wordsOfRefusal(Buffer.from(text), { sent: Buffer.from(JSON.stringify(REQUEST)), secrets: [KEY, "blue"] });
}

describe("what a server says of a request that it refuses", () => {
  it.each<[string, unknown, string | null]>([
    [
      "OpenAI",
      { error: { message: "Unsupported parameter: 'max_tokens' with gpt-5-mini.", code: "unsupported" } },
      "Unsupported parameter: 'max_tokens' with gpt-5-mini.",
    ],
    ["vLLM", { object: "error", message: "The model `x` does not exist.", code: 404 }, "The model `x` does not exist."],
    ["TEI", { error: "batch size 64 > maximum allowed batch size 32" }, "batch size 64 > maximum allowed batch size 32"],
    [
      "FastAPI",
      { detail: [{ type: "missing", loc: ["body", "query"], msg: "Field required", input: REQUEST }] },
      "body/query: Field required",
    ],
    ["plain words", "model not found\n", "model not found"],
    ["a page", "<html>Bad gateway</html>", null],
    ["JSON without a message", { code: 7 }, null],
    ["nothing", "", null],
  ])("is read where %s puts it", (_, answer, words) => {
    expect(wordsOf(answer)).toBe(words);
  });

  it("holds no key, not a part of one, nor what stands in the operator's own headers", () => {
    expect(wordsOf({ error: `Incorrect API key provided: ${KEY}.` })).toBe("Incorrect API key provided: […]");
    expect(wordsOf({ error: "Key sk-proj-…, ending in 91d3" })).toBe("Key […]");
    expect(wordsOf({ error: "Key s***3" })).toBe("Key […]");
    expect(wordsOf({ error: "No team blue here" })).toBe("No team […]");
    expect(wordsOf({ error: "Authorization: Bearer abc" })).toBe("Authorization: […]");
  });

  it.each([
    ["as it stands", `Cannot read ${CRITERION}`],
    ["as JSON in a text", `Cannot read ${JSON.stringify(REQUEST.messages[0]?.content).slice(1)}`],
    ["in part", `Cannot read numbness in the saddle area`],
    ["in a script without spaces", `Cannot read ${REQUEST.messages[1]?.content}`],
    ["as escapes", `Cannot read ${REQUEST.messages[1]?.content.replace(/./gu, (c) => `\\u${c.charCodeAt(0).toString(16)}`)}`],
    ["where it is short", "Cannot read My back, please. It is short."],
  ])("ends where it quotes the request, %s", (_, message) => {
    expect(wordsOf({ error: { message } })).toBe("Cannot read […]");
    expect(wordsOf(message)).toBe("Cannot read […]");
  });

  it("is one line of at most 300 characters without controls", () => {
    expect(wordsOf("a\r\n\u001b[31mred\u202e b")).toBe("a [31mred b");
    expect(wordsOf("ü".repeat(5_000))).toBe(`${"ü".repeat(300)}…`);
    expect(wordsOf(`{"error": "${"[".repeat(4_000)}`)).toHaveLength(301);
    expect(wordsOf(`{"code": "${"[".repeat(4_000)}`)).toBeNull();
  });
});

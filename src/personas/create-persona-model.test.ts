import { afterEach, describe, expect, it } from "vitest";
import { type RunningUpstream, startUpstream } from "../../test/doubles/upstreams/start-upstream.ts";
import { createPersonaModel } from "./create-persona-model.ts";

const NEVER = new AbortController().signal;
const opened: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.close()));
});

async function serve(body: unknown, status = 200): Promise<RunningUpstream> {
  const server = await startUpstream(() => ({ status, body }));
  opened.push(server);
  return server;
}

function open({ url }: Pick<RunningUpstream, "url">) {
  const upstream = { baseUrl: new URL("/v1", url), apiKey: "secret", headers: {}, answerBytesMax: 10_000, connectionsMax: 2 };
  const model = createPersonaModel({ upstream, model: "qwen3-8b", temperature: 0.7 });
  opened.push(model);
  return model;
}

const saying = (content: unknown, finishReason = "stop") => ({
  choices: [{ message: { content }, finish_reason: finishReason }],
});

describe("a model that rephrases", () => {
  it("is sent the line as the user's message, with the manner in the task, and its words come back", async () => {
    const server = await serve(saying("My lower back hurts."));
    expect(await open(server).rephrase("It is my lower back.", "terse", NEVER)).toBe("My lower back hurts.");
    expect(server.requests).toMatchObject([
      {
        method: "POST",
        path: "/v1/chat/completions",
        headers: { authorization: "Bearer secret" },
        body: {
          model: "qwen3-8b",
          temperature: 0.7,
          stream: false,
          messages: [
            { role: "system", content: expect.stringMatching(/manner: terse$/) },
            { role: "user", content: "It is my lower back." },
          ],
        },
      },
    ]);
  });

  it.each([
    ["quotes", '"My lower back hurts."'],
    ["curly quotes", "“My lower back hurts.”"],
    ["thoughts", "<think>The line says …</think>\n\nMy lower back hurts.\n"],
  ])("may put its words in %s", async (_case, content) => {
    expect(await open(await serve(saying(content))).rephrase("x", "", NEVER)).toBe("My lower back hurts.");
  });

  it.each([
    ["is cut off", saying("My lower", "length"), 200],
    ["is no text", saying(null), 200],
    ["has no choice", { choices: [] }, 200],
    ["is something else", [1, 2], 200],
    ["is an error", saying("My lower back hurts."), 500],
  ])("fails where the answer %s", async (_case, body, status) => {
    await expect(open(await serve(body, status)).rephrase("x", "", NEVER)).rejects.toThrow(/Answered/);
  });

  it("fails when it is given up", async () => {
    const server = await startUpstream(() => null);
    opened.push(server);
    const giveUp = new AbortController();
    const rephrasing = open(server).rephrase("x", "", giveUp.signal);
    giveUp.abort();
    await expect(rephrasing).rejects.toThrow();
  });
});

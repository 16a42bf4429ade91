import { describe, expect, it } from "vitest";
import type { ApiAnswer } from "./api-client.ts";
import { CanaryScanner } from "./canary-scanner.ts";

describe("the scan for canaries", () => {
  const scan = (answer: Partial<ApiAnswer>, said: readonly string[] = []) => {
    const scanner = new CanaryScanner({ spoken: ["zqsay1k"], secret: ["zqfact2k"] });
    for (const line of said) {
      scanner.learnSaid("turn", line);
    }
    scanner.scanAnswer("answer", { status: 200, headers: { "content-type": "application/json" }, text: "{}", ...answer });
    return scanner.leaks.map(({ canary }) => canary);
  };
  const json = (value: unknown) => ({ text: JSON.stringify(value) });

  it("finds a canary in a value, a key, a header, another letter case and a body that is no JSON", () => {
    expect(scan(json({ a: ["no fact zqfact2k"] }))).toEqual(["zqfact2k"]);
    expect(scan(json({ zqfact2k: 1 }))).toEqual(["zqfact2k"]);
    expect(scan({ headers: { "x-explanation": "ZQFact2K" } })).toEqual(["zqfact2k"]);
    expect(scan({ headers: { "content-type": "text/html" }, text: "<p>zqsay1k</p>" })).toEqual(["zqsay1k"]);
    expect(scan({ text: '{"broken": "zqsay1k' })).toEqual(["zqsay1k"]);
  });

  it("passes over a line that was said, but not over more than that line", () => {
    expect(scan(json({ transcript: [{ content: "It is zqsay1k." }] }), ["It is zqsay1k."])).toEqual([]);
    expect(scan(json({ transcript: [{ content: "It is zqsay1k. And more." }] }), ["It is zqsay1k."])).toEqual(["zqsay1k"]);
    expect(scan(json({ transcript: [{ content: "It is zqsay1k." }] }))).toEqual(["zqsay1k"]);
  });

  it("finds in what was said whatever may never be said", () => {
    expect(scan({}, ["It is zqsay1k, also known as zqfact2k."])).toEqual(["zqfact2k"]);
  });
});

import { describe, expect, it } from "vitest";
import { readPairLine } from "./read-pair-line.ts";

const lineOf = (text: string) => ({ bytes: Buffer.from(`${text}\n`), number: 1, isTooLong: false });
const read = (text: string) => readPairLine(lineOf(text));

describe("a line of a file of pairs", () => {
  it.each([
    '{"prompt": "cut \\ud83d", "chosen": "A", "rejected": "B"}',
    '{"prompt": "Q", "chosen": "A \\uDE00", "rejected": "B"}',
    '{"prompt": "Q", "chosen": [{"role": "assistant", "content": [{"type": "text", "text": "\\ud83d"}]}], "rejected": "B"}',
  ])("is no pair with half of a surrogate pair in it: %s", (text) => {
    expect(read(text)).toEqual({ fault: expect.stringContaining("surrogate pair") });
  });

  it("that begins a list spread over lines is told as one, another that is no JSON by its fault", () => {
    expect(read("[")).toEqual({ fault: "begins a JSON list; JSONL has one JSON object a line" });
    expect(read("prompt,chosen")).toEqual({ fault: expect.stringMatching(/^is no JSON: /) });
  });

  it("may hold whole pairs, escaped backslashes, and halves in members that are not carried over", () => {
    const pair = { prompt: "😀", chosen: "\\ud83d", rejected: "B" };
    expect(read('{"prompt": "\\ud83d\\ude00", "chosen": "\\\\ud83d", "rejected": "B"}')).toEqual(pair);
    expect(read('{"prompt": "😀", "chosen": "\\\\ud83d", "rejected": "B", "source": "\\ud83d"}')).toEqual(pair);
  });
});

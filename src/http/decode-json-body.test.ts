import { describe, expect, it } from "vitest";
import { InvalidRequestError } from "../domain/errors.ts";
import { decodeJsonBody } from "./decode-json-body.ts";

function pointerOf(bytes: Uint8Array): unknown {
  try {
    return decodeJsonBody(bytes, 8);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidRequestError);
    return (error as InvalidRequestError).errors?.[0]?.pointer;
  }
}

describe("bytes that are not UTF-8", () => {
  const body = Buffer.from(JSON.stringify(["naïve", "plain", "日本語", "😀", ""]));
  const starts = ["naïve", "plain", "日本語", "😀"].map((text) => body.indexOf(text));

  it.each(starts.map((start, item) => ({ start, item })))("are pointed at in item $item", ({ start, item }) => {
    const damaged = Buffer.from(body);
    damaged[start] = 0xff;
    expect(pointerOf(damaged)).toBe(`/${item}`);
  });

  it("are pointed at where the last character is cut off", () => {
    expect(pointerOf(body.subarray(0, (starts[3] ?? 0) + 2))).toBe("/3");
  });

  it("are told from U+FFFD itself, which is a character", () => {
    const text = '["�"]';
    expect(decodeJsonBody(Buffer.from(text), 8)).toBe(text);
  });
});

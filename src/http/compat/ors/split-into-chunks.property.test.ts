import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitIntoChunks } from "./split-into-chunks.ts";

/** As the clients' parser of events does with each piece. */
const strip = (piece: string) => piece.replace(/^\s+/, "");

describe("an answer in pieces", () => {
  it("is the same when it is put together by a client that strips each piece, however it is cut", () => {
    const texts = fc.string({ unit: fc.constantFrom(" ", "  ", "a", '"', "\\", "\n", "}") });
    fc.assert(
      fc.property(texts, fc.integer({ min: 8, max: 40 }), (text, size) => {
        const json = JSON.stringify({ ok: true, text });
        const chunks = splitIntoChunks(json, size);
        expect(JSON.parse(chunks.map(strip).join(""))).toEqual({ ok: true, text });
        expect(chunks.every((chunk) => chunk.length <= size)).toBe(true);
      }),
    );
  });

  it("is one piece where it is short", () => {
    expect(splitIntoChunks('{"ok":true}', 4096)).toEqual(['{"ok":true}']);
  });
});

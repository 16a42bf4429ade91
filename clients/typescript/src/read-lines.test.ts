import { describe, expect, it } from "vitest";
import { readLines } from "./read-lines.ts";

describe("readLines", () => {
  it("gives the same lines however the bytes are cut, within a letter too", async () => {
    const bytes = new TextEncoder().encode("één\r\n\ntwo €\nlast");
    for (let size = 1; size <= bytes.length; size += 1) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.slice(index * size, (index + 1) * size),
      );
      const body = new Response(
        new ReadableStream<Uint8Array>({
          pull: (stream) => {
            const chunk = chunks.shift();
            if (chunk === undefined) {
              stream.close();
            } else {
              stream.enqueue(chunk);
            }
          },
        }),
      ).body;
      const lines: string[] = [];
      for await (const line of readLines(body ?? new ReadableStream(), () => undefined)) {
        lines.push(line);
      }
      expect(lines).toEqual(["één", "", "two €", "last"]);
    }
  });
});

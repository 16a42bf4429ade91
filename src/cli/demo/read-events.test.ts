import { describe, expect, it } from "vitest";
import { readEvents } from "./read-events.ts";

const STREAM =
  'retry: 500\n\n: still here\n\nid: 1\nevent: revision\ndata: {"p_a":0.5}\n\ndata: one – two\ndata: three\n\nevent: lost\ndata: half';

async function readIn(pieceBytes: number) {
  const bytes = new TextEncoder().encode(STREAM);
  async function* pieces() {
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      yield bytes.subarray(start, start + pieceBytes);
    }
  }
  const events = [];
  for await (const event of readEvents(pieces())) {
    events.push(event);
  }
  return events;
}

describe("a stream of events", () => {
  it("gives whole events with data, however the bytes are cut", async () => {
    for (const pieceBytes of [1, 2, 3, 7, 1000]) {
      expect(await readIn(pieceBytes)).toEqual([
        { event: "revision", data: '{"p_a":0.5}' },
        { event: "message", data: "one – two\nthree" },
      ]);
    }
  });
});

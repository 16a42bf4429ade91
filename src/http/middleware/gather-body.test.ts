import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { gatherBody } from "./gather-body.ts";

/** A stream as far as the reading of a body looks at it. */
const createIncoming = () => new PassThrough() as unknown as PassThrough & IncomingMessage;

describe("gatherBody", () => {
  it("joins what comes in, in its order, in a buffer that nobody else has", async () => {
    const incoming = createIncoming();
    const gathered = gatherBody(incoming, 3_000_003);
    for (const value of [1, 2, 3]) {
      incoming.write(Buffer.alloc(1_000_001, value));
    }
    incoming.end();
    const bytes = new Uint8Array(await gathered);
    expect(bytes.byteLength).toBe(3_000_003);
    expect([bytes[0], bytes[1_000_000], bytes[1_000_001], bytes[3_000_002]]).toEqual([1, 1, 2, 3]);
  });

  it("lets others have the loop between the parts of a large body", async () => {
    const incoming = createIncoming();
    const gathered = gatherBody(incoming, 4 * 1_048_576);
    for (const value of [1, 2, 3, 4]) {
      incoming.write(Buffer.alloc(1_048_576, value));
    }
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) {
        setImmediate(count);
      }
    };
    incoming.end();
    setImmediate(count);
    await gathered;
    isDone = true;
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  it("rejects where the body breaks off", async () => {
    const broken = createIncoming();
    const failing = gatherBody(broken, 100);
    broken.destroy(new Error("ECONNRESET"));
    await expect(failing).rejects.toThrow("ECONNRESET");
    const closed = createIncoming();
    const closing = gatherBody(closed, 100);
    closed.destroy();
    await expect(closing).rejects.toThrow("closed");
  });
});

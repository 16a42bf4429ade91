import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { InvalidRequestError } from "../../domain/errors.ts";
import type { ScoringAnswer, ScoringHead, ScoringListener } from "../../ports/scoring-threads.ts";
import { openLineStream } from "./open-line-stream.ts";

const HEAD: ScoringHead = { appliedPreferenceMs: null, queueMs: 0, parseMs: 0 };
const FAULT = new Error("the disk is gone");

/** A streamed answer whose course the test decides, and the failures that the door was told of. */
function openAnswer(begin: (listener: ScoringListener) => void) {
  const failures: unknown[] = [];
  let fail: (error: unknown) => void = () => undefined;
  const run = (listener: ScoringListener) =>
    new Promise<ScoringAnswer>((_resolve, reject) => {
      begin(listener);
      fail = reject;
    });
  const stream = openLineStream(run, "request-1", {
    onAnswer: () => undefined,
    onFailure: (error) => void failures.push(error),
  });
  return { stream, failures, fail: (error: unknown) => fail(error) };
}

/** Until all promises that can be are settled. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("openLineStream", () => {
  it("rejects with what refused the request before the first line", async () => {
    const { stream, failures, fail } = openAnswer(() => undefined);
    const refusal = new InvalidRequestError("no items");
    fail(refusal);
    await expect(stream).rejects.toBe(refusal);
    expect(failures).toEqual([]);
  });

  it("ends with a failure after the first line, and tells the door", async () => {
    const { stream, failures, fail } = openAnswer((listener) => {
      listener.begin(HEAD);
      listener.write('{"index":0}\n');
    });
    const { lines } = await stream;
    fail(FAULT);
    const [item, failure] = (await text(lines)).trimEnd().split("\n");
    expect(item).toBe('{"index":0}');
    expect(failure).toContain('"failure":{"class":"internal"');
    expect(failures).toEqual([FAULT]);
  });

  it("tells the door of a failure after the client has gone, too", async () => {
    const { stream, failures, fail } = openAnswer((listener) => listener.begin(HEAD));
    await (await stream).lines.cancel();
    fail(FAULT);
    await settled();
    expect(failures).toEqual([FAULT]);
  });
});

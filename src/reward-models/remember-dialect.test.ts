import { describe, expect, it } from "vitest";
import { UpstreamError } from "../outbound/upstream-error.ts";
import { rememberDialect } from "./remember-dialect.ts";

const rejected = new UpstreamError("refused", "Answered 400.", 400);
const unreachable = new UpstreamError("unreachable", "Hung up.");

/** A server that says, call by call, what of it is to be heard. */
function createServer(...answers: readonly (string | Error)[]) {
  const heard: string[] = [];
  const say = async (dialect: string) => {
    const answer = answers[heard.length];
    heard.push(dialect);
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  };
  return { heard, say };
}

describe("a dialect", () => {
  it("that is taken is kept, so that a later rejection is about the request", async () => {
    const speak = rememberDialect(["new", "old"]);
    const { heard, say } = createServer("yes", rejected, "yes");
    expect(await speak(say)).toBe("yes");
    await expect(speak(say)).rejects.toBe(rejected);
    expect(await speak(say)).toBe("yes");
    expect(heard).toEqual(["new", "new", "new"]);
  });

  it("that is rejected gives way to the other, which is kept", async () => {
    const speak = rememberDialect(["new", "old"]);
    const { heard, say } = createServer(rejected, "yes", "yes", rejected);
    expect([await speak(say), await speak(say)]).toEqual(["yes", "yes"]);
    await expect(speak(say)).rejects.toBe(rejected);
    expect(heard).toEqual(["new", "old", "old", "old"]);
  });

  it("is not known where both are rejected: what is told is of the first", async () => {
    const speak = rememberDialect(["new", "old"]);
    const other = new UpstreamError("refused", "Answered 422.", 422);
    const { heard, say } = createServer(rejected, other, rejected, "yes");
    await expect(speak(say)).rejects.toBe(rejected);
    expect(await speak(say)).toBe("yes");
    expect(heard).toEqual(["new", "old", "new", "old"]);
  });

  it("is not changed for what has nothing to do with it, and forgotten when the server is gone", async () => {
    const speak = rememberDialect(["new", "old"]);
    const busy = new UpstreamError("overloaded", "Answered 429.", 429);
    const { heard, say } = createServer(busy, rejected, "yes", unreachable, "yes");
    await expect(speak(say)).rejects.toBe(busy);
    expect(await speak(say)).toBe("yes");
    await expect(speak(say)).rejects.toBe(unreachable);
    expect(await speak(say)).toBe("yes");
    expect(heard).toEqual(["new", "new", "old", "old", "new"]);
  });

  it("is looked for among as many as there are", async () => {
    const { heard, say } = createServer(rejected, rejected, "yes", "yes");
    const speak = rememberDialect(["new", "old", "older"]);
    expect([await speak(say), await speak(say)]).toEqual(["yes", "yes"]);
    expect(heard).toEqual(["new", "old", "older", "older"]);
  });

  it("that failed otherwise the second time says so", async () => {
    const { say } = createServer(rejected, unreachable);
    await expect(rememberDialect(["new", "old"])(say)).rejects.toBe(unreachable);
  });
});

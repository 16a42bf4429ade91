import { describe, expect, it } from "vitest";
import { assertInvariant, InvariantError } from "./assert.ts";
import {
  ConflictError,
  FolkmootError,
  InsufficientStorageError,
  InvalidRequestError,
  RateLimitedError,
  UnavailableError,
} from "./errors.ts";

describe("FolkmootError", () => {
  it("carries its code, its faults and its name", () => {
    const errors = [{ pointer: "/messages", detail: "is empty; send at least one message" }];
    const error = new InvalidRequestError("The request is not valid.", { errors });
    expect(error).toBeInstanceOf(FolkmootError);
    expect(error).toMatchObject({ name: "InvalidRequestError", code: "invalid_request", isRetryable: false, errors });
    expect(error.retryAfterSeconds).toBeUndefined();
    expect(error).not.toHaveProperty("cause");
  });

  it("carries the public members of a conflict", () => {
    const error = new ConflictError("turn_conflict", "Turn 2 was played.", { details: { expected_turn: 3 } });
    expect(error).toMatchObject({ code: "turn_conflict", details: { expected_turn: 3 }, isRetryable: false });
    expect(new ConflictError("episode_complete", "It is over.").details).toEqual({});
  });

  it("says when to come back wherever that makes sense", () => {
    expect(new RateLimitedError("Slow down.", 7)).toMatchObject({ isRetryable: true, retryAfterSeconds: 7 });
    expect(new UnavailableError("draining", "Going down.")).toMatchObject({ isRetryable: true, retryAfterSeconds: 1 });
    expect(new UnavailableError("draining", "Going down.", { retryAfterSeconds: 5 }).retryAfterSeconds).toBe(5);
    expect(new InsufficientStorageError("Full.")).toMatchObject({
      code: "storage_full",
      isRetryable: true,
      retryAfterSeconds: 30,
    });
  });

  it("keeps its cause for the log", () => {
    const cause = new Error("below");
    expect(new InvalidRequestError("No such window.", { cause }).cause).toBe(cause);
  });
});

describe("assertInvariant", () => {
  it("throws only where the condition does not hold", () => {
    expect(() => assertInvariant(true, "fine")).not.toThrow();
    expect(() => assertInvariant(null, "There is none.")).toThrow(new InvariantError("There is none."));
  });
});

import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";

const pattern = (source: string, expects: "present" | "absent" = "present") =>
  ({ kind: "pattern", pattern: source, ignoreCase: false, expects }) as const;

describe("the criterion pattern", () => {
  it("is met where the pattern occurs, and reads markdown as it was written", () => {
    expect(assessCriterion(pattern("^# Plan$"), "# Plan").met).toBe(1);
    expect(assessCriterion(pattern("(?m)^- second"), "- first\n- second").met).toBe(1);
    expect(assessCriterion(pattern("plan"), "# Plan").met).toBe(0);
  });

  it("is met where an unwanted pattern does not occur, but not by saying nothing", () => {
    expect(assessCriterion(pattern("secret", "absent"), "Nothing to see.").met).toBe(1);
    expect(assessCriterion(pattern("secret", "absent"), "The secret.").met).toBe(0);
    expect(assessCriterion(pattern("secret", "absent"), " ... ").met).toBeNull();
  });

  it("does not read thoughts", () => {
    expect(assessCriterion(pattern("secret", "absent"), "<think>the secret</think>Hello.").met).toBe(1);
  });

  it("tells nothing of the pattern", () => {
    expect(assessCriterion(pattern("secret"), "The secret.").explanation).toBe("the pattern occurs");
  });
});

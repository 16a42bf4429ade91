import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";

const assess = (answer: string, { inOrder = false, graded = true } = {}) =>
  assessCriterion({ kind: "sections", headings: ["Summary", "Risks", "Next steps"], inOrder, graded }, answer);

describe("the criterion sections", () => {
  it("knows headings in markdown, underlined, bold and as title lines, numbered or not", () => {
    expect(assess("## 1. Summary\nx\n\nRisks\n-----\nx\n\n**Next steps:** y").met).toBe(1);
    expect(assess("SUMMARY: x\n- **Risks** and so on\n### III. Next steps ###").met).toBe(1);
    expect(assess("# Risks and how to meet them").explanation).toBe("1 of 3 sections");
  });

  it("does not take running text for a heading", () => {
    expect(assess("The summary of risks is long. Next steps follow.").met).toBe(0);
    expect(assess("Summary of all: x").met).toBe(0);
    expect(assess("```\n# Summary\n```").met).toBe(0);
  });

  it("gives the share where it is graded, else all or nothing", () => {
    expect(assess("# Summary\n# Risks").met).toBeCloseTo(2 / 3);
    expect(assess("# Summary\n# Risks", { graded: false }).met).toBe(0);
  });

  it("counts those that stand in order where order matters", () => {
    expect(assess("# Risks\n# Summary\n# Next steps", { inOrder: true }).met).toBeCloseTo(2 / 3);
    expect(assess("# Next steps\n# Summary\n# Risks", { inOrder: true }).met).toBeCloseTo(2 / 3);
    expect(assess("# Risks\n# Summary\n# Next steps").met).toBe(1);
  });
});

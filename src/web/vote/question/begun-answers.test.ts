import { describe, expect, it } from "vitest";
import { MemoryStorage } from "../doubles/memory-storage.ts";
import { type BegunAnswer, createBegunAnswers } from "./begun-answers.ts";

const BEGUN: BegunAnswer = {
  annotatorId: "ann_1",
  questionId: "q_1",
  draft: { dimensions: {}, ratings: { accuracy: 3 }, justification: "Because" },
  visibleMs: 4200,
};

describe("a begun answer", () => {
  it("comes back with its question, to whom it is of, after a reload too", () => {
    const storage = new MemoryStorage();
    createBegunAnswers(() => storage, "begun").write(BEGUN);
    const reloaded = createBegunAnswers(() => storage, "begun");
    expect(reloaded.read("ann_1", "q_1")).toEqual(BEGUN);
    expect(reloaded.read("ann_2", "q_1")).toBeNull();
    expect(reloaded.read("ann_1", "q_2")).toBeNull();
  });

  it("comes back where the browser keeps nothing, as long as the page is there", () => {
    const answers = createBegunAnswers(() => {
      throw new Error("Switched off.");
    }, "begun");
    answers.write(BEGUN);
    expect(answers.read("ann_1", "q_1")).toEqual(BEGUN);
  });

  it("is none where something else was kept", () => {
    const storage = new MemoryStorage();
    for (const text of ["no JSON", "null", "{}", JSON.stringify({ ...BEGUN, draft: { justification: "Because" } })]) {
      storage.setItem("begun", text);
      expect(createBegunAnswers(() => storage, "begun").read("ann_1", "q_1")).toBeNull();
    }
  });
});

import { describe, expect, it } from "vitest";
import { splitCompoundQuestion } from "./split-compound-question.ts";

describe("splitting a compound question", () => {
  it.each([
    ["Where does it hurt, and when did it start?", ["Where does it hurt", "when did it start?"]],
    [
      "Can you tell me when the pain began and whether anything makes it worse?",
      ["Can you tell me when the pain began", "whether anything makes it worse?"],
    ],
    ["What did you try and what came of it and who else saw it?", ["What did you try", "what came of it", "who else saw it?"]],
    ["What did you buy, and where?", ["What did you buy, and where?"]],
    ["Is it red and swollen?", ["Is it red and swollen?"]],
    ["Do you have salt and pepper?", ["Do you have salt and pepper?"]],
  ])("%s", (sentence, clauses) => {
    expect(splitCompoundQuestion(sentence)).toEqual(clauses);
  });

  it("leaves a sentence of very many clauses alone", () => {
    const sentence = Array(50).fill("what is it").join(" and ");
    expect(splitCompoundQuestion(sentence)).toEqual([sentence]);
  });
});

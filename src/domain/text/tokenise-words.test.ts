import { describe, expect, it } from "vitest";
import { tokeniseWords } from "./tokenise-words.ts";

describe("tokeniseWords", () => {
  it.each([
    ["Where does it hurt?", "where does it hurt"],
    ["What's wrong? It's my mother's knee.", "what is wrong it is my mother knee"],
    ["I can't, won't and didn’t.", "i can not will not and did not"],
    ["You've said they're late; I'd go, we'll see, I'm here", "you have said they are late i would go we will see i am here"],
    ["Let's talk, dont go", "let us talk do not go"],
    ["10,000 dollars, 7.5 mg, 3rd of May", "10000 dollars 7.5 mg 3rd of may"],
    ["pins-and-needles (e.g. here)", "pins and needles e g here"],
    ["Müller's café", "müller café"],
    ["the patients' names at 5 o'clock", "the patients names at 5 oclock"],
    ["…?!", ""],
  ])("reads %j", (text, expected) => {
    expect(tokeniseWords(text).join(" ")).toBe(expected);
  });

  it("reads hostile repetitions to their end", () => {
    expect(tokeniseWords("'".repeat(10_000))).toEqual([]);
    expect(tokeniseWords("a'".repeat(5_000))).toHaveLength(1);
    expect(tokeniseWords("1,".repeat(5_000))).toHaveLength(1);
  });
});

import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";

const assess = (request: string, answer: string) => assessCriterion({ kind: "instructions" }, answer, { request });
const words = (count: number) => Array.from({ length: count }, () => "word").join(" ");
const FRENCH = "Le chat est dans la maison et il ne veut pas sortir avec nous.";
const ENGLISH = "The cat is in the house and it does not want to go out with us.";

describe("the criterion instructions", () => {
  it.each([
    ["Summarise this in three sentences.", "One. Two. Three.", "One. Two."],
    ["Explain it in a single sentence.", "It is so.", "It is. So."],
    ["Answer in one word.", "Yes", "Yes, sure"],
    ["Write at least 20 words on cats.", words(20), words(19)],
    ["No more than 5 words, please.", words(5), words(6)],
    ["Use 5 words or less.", words(5), words(6)],
    ["Keep it under 10 words.", words(9), words(10)],
    ["Write between 5 and 7 words.", words(6), words(8)],
    ["Describe it in about 100 words.", words(80), words(130)],
    ["Write a 100-word story.", words(110), words(200)],
    ["Write two paragraphs about it.", "One.\n\nTwo.", "One."],
    ["List five reasons to run.", "1. a\n2. b\n3. c\n4. d\n5. e", "1. a\n2. b\n3. c"],
    ["Name four planets.", "Mars, Venus, Earth and Saturn.", "Mars and Venus."],
    ["Give me 3 examples of fruits.", "Apples, pears and plums.", "Apples and pears."],
    ["Explain in 2 bullet points.", "- a\n- b", "a and b"],
    ["Return the result as JSON.", '{"a": 1}', "a is 1"],
    ["Put it in a table.", "| a | b |\n|---|---|\n| 1 | 2 |", "a 1, b 2"],
    ["Use bullet points.", "- a\n- b", "a, b"],
    ["Make a numbered list of it.", "1. a\n2. b", "- a\n- b"],
    ["Put it in a code block.", "```\nx\n```", "x"],
    ["Write a Python function that adds two numbers.", "def add(a, b):\n    return a + b", "You add them."],
    [
      "Write a haiku about rain.",
      "soft rain on the roof\nwhispers through the sleeping town\nmorning finds it gone",
      "Rain is wet.",
    ],
    ["Answer in French.", FRENCH, ENGLISH],
    ["Translate this into French: the cat does not want to go out with us", FRENCH, ENGLISH],
    ["Write it in all lowercase.", "all small", "Not small"],
    ["Answer in all caps.", "LOUD", "Quiet"],
    ['Include the word "moon".', "The moon over the sea.", "The sea."],
    ['Use the phrase "for now" somewhere.', "Enough for now.", "Now is for you."],
    ["Don't mention politics.", "Lovely weather.", "Politics is dull."],
    ['Do not use the word "very".', "It is good.", "It is very good."],
    ["Describe it without using commas.", "It is big and red.", "It is big, and red."],
    ["No emojis, please.", "Fine.", "Fine 👍"],
    ['Start with "Dear Ann".', "Dear Ann, hello.", "Hello, dear Ann."],
    ['End your answer with "Best wishes".', "Thanks. Best wishes!", "Best wishes, Bob"],
    ["Is it hot? Answer yes or no.", "Yes.", "It depends."],
    ["Classify the review as positive, negative or neutral.", "Positive", "Great review"],
    ["Which is a capital?\nA) Paris\nB) Lyon", "B", "Neither of them"],
    ["Write a question about dogs.", "Do dogs dream?", "Dogs dream."],
    ["Write three questions about dogs.", "Do they dream? Of what? When?", "Do they dream?"],
  ])("reads %j", (request, kept, broken) => {
    expect(assess(request, kept)).toMatchObject({ met: 1, explanation: "1 of 1 constraints of the request kept" });
    expect(assess(request, broken).met).toBe(0);
  });

  it.each([
    "What is the capital of France?",
    "The article has 500 words. What is it about?",
    "Why does French cuisine use butter?",
    "I read two paragraphs of it yesterday.",
    "How do I create a table of contents?",
    "How does a JSON parser work?",
    "What happened in the three sentences of the judge?",
    "Tell me about the bill, and do not worry.",
    "",
  ])("reads no constraint into %j", (request) => {
    expect(assess(request, "Some answer.").met).toBeNull();
  });

  it("gives the share of several, and names what was not kept in its own words", () => {
    expect(
      assess('In two sentences, without commas, tell me about "my secret" plan. Include the word "zebra".', "One, really. Two."),
    ).toMatchObject({
      met: 1 / 3,
      explanation: "1 of 3 constraints of the request kept; not: words to use, no commas",
    });
    expect(assess('Include the word "zebra". Include the word "moon".', "Neither.").explanation).toBe(
      "0 of 2 constraints of the request kept; not: words to use",
    );
  });

  it("leaves out what cannot be told of the answer", () => {
    expect(assess("Answer in French.", "Oui.").met).toBeNull();
    expect(assess("Answer in French, in one word.", "Oui.")).toMatchObject({
      met: 1,
      explanation: "1 of 1 constraints of the request kept",
    });
  });

  it("reads the instructions at both ends of a long request, and none from code in it", () => {
    const matter = "Text to work on. ".repeat(400);
    expect(assess(`${matter}\nSummarise the above in two sentences.`, "One. Two.").met).toBe(1);
    expect(assess("```\n// in three sentences\n```\nWhat does it do?", "Nothing.").met).toBeNull();
  });
});

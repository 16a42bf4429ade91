import { describe, expect, it } from "vitest";
import { asksInGeneral } from "./asks-in-general.ts";
import { tokeniseWords } from "./tokenise-words.ts";

const asks = (question: string) => asksInGeneral(tokeniseWords(question));

describe("asksInGeneral", () => {
  it.each([
    "What is an excess?",
    "What is insurance fraud?",
    'What does "pending" mean on a bank statement?',
    "What's the difference between mass and weight?",
    "Can you explain what a no-claims bonus is?",
    "Could you tell me how a SIM swap works?",
    "What does a loss adjuster do?",
    "How do deductibles work?",
    "How does a certificate expire?",
    "What makes a good photo of damage?",
    "Which locks do experts recommend?",
    "How often should a boiler be serviced?",
    "Is a high fever dangerous in general?",
  ])("hears a question about words and things in general: %s", (question) => {
    expect(asks(question)).toBe(true);
  });

  it.each([
    "What is your excess?",
    "What does the error mean?",
    "What do you mean by the word biased?",
    "How does it work at night?",
    "How do orders reach the warehouse?",
    "How do things look?",
    "What is a typical day like?",
    "What's broken, exactly?",
    "What's going wrong?",
    "What do people report?",
    "What causes it in general?",
    "Is a third party involved?",
    "Does resting help?",
    "How many customers are affected?",
    "Any fever?",
    "",
  ])("leaves a question about the case alone: %s", (question) => {
    expect(asks(question)).toBe(false);
  });
});

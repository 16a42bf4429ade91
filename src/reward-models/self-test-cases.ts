/** A prompt with an answer that any judge of quality prefers to the other. Each has a reference, so that models that check against one pass too. */
export interface SelfTestCase {
  readonly prompt: string;
  readonly good: string;
  readonly bad: string;
  readonly reference: string;
}

/** An odd number, so that there is a majority. The bad answer is once the longer one and once the more polite one, so that length or tone alone do not pass. */
export const SELF_TEST_CASES: readonly SelfTestCase[] = [
  {
    prompt: "What is 17 plus 25? Please show the sum.",
    good: "17 + 25 = 42.",
    bad: "Sums are something that many people find interesting. There are large ones and small ones, and I would rather tell you about the weather, which was purple when the bicycle sang.",
    reference: "42",
  },
  {
    prompt: "Which city is the capital of France?",
    good: "The capital of France is Paris.",
    bad: "What a lovely question, thank you! The capital of France is Berlin.",
    reference: "Paris",
  },
  {
    prompt: "My kettle has scale inside. How can I get rid of it?",
    good: "Fill it with equal parts of water and white vinegar, bring it to the boil, let it stand for an hour and rinse it well. Citric acid works too.",
    bad: "no idea lol figure it out yourself",
    reference: "vinegar",
  },
];

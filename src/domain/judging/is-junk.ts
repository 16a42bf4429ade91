/** Beginnings of an answer that graders are known to reward though no answer follows ("One Token to Fool LLM-as-a-Judge", arXiv 2507.08794), and their like. Lower case, letters only. */
const OPENERS: ReadonlySet<string> = new Set(
  [
    "thought process",
    "thoughts",
    "thinking",
    "reasoning",
    "solution",
    "answer",
    "the answer",
    "final answer",
    "the final answer",
    "the final answer is",
    "the answer is",
    "response",
    "explanation",
    "analysis",
    "conclusion",
    "output",
    "result",
    "step",
    "step one",
    "first",
    "let s think step by step",
    "let us think step by step",
    "let s solve this problem step by step",
    "let s solve this step by step",
    "let me think",
    "let me think about this",
    "let s begin",
    "let s break this down",
    "here is the answer",
    "here is my answer",
    "here is the solution",
    "sure here is the answer",
    "sure",
    "certainly",
    "okay",
    "respuesta",
    "solución",
    "lösung",
    "antwort",
    "réponse",
    "risposta",
    "ответ",
    "решение",
    "解",
    "解答",
    "答案",
    "かいせつ",
    "解説",
    "答え",
    "풀이",
    "답",
  ].map((opener) => opener.normalize("NFKC")),
);
/** A word, a number, a picture, or a sign of mathematics that is no keyboard's filler. */
const SUBSTANCE = /[\p{L}\p{N}\p{Extended_Pictographic}]|(?![<>=+|~])\p{Sm}/u;
/** Longer than openers are. What is longer says something, be it right or wrong. */
const OPENER_CHARACTERS_MAX = 200;

/** Whether a text holds no answer: nothing, marks without a word, number or picture, or openers that nothing follows ("Thought process:", "Let's solve this problem step by step."). */
export function isJunk(text: string): boolean {
  const plain = text.normalize("NFKC").trim();
  if (plain.length > OPENER_CHARACTERS_MAX) {
    return !SUBSTANCE.test(plain);
  }
  return plain
    .split(/[\n.:!?。]+/)
    .filter((part) => SUBSTANCE.test(part))
    .every((part) => OPENERS.has(toWords(part)));
}

/** In lower case with single spaces between words; "Step 1" is a step. */
function toWords(part: string): string {
  return part
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}\p{Sm}]+/gu, " ")
    .trim()
    .replace(/^step \d$/, "step");
}

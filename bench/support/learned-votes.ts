import { draw } from "../../src/domain/persona/draw.ts";
import type { LoggedVote } from "../../src/ports/evidence-store.ts";
import { writeAnswers } from "./rubric-answers.ts";

/** Votes a pair: each question is read once and learned from so often. */
const VOTES_PER_QUESTION = 3;
const PROMPTS = 500;

/** So many votes on pairs of answers of about so many words, all different, in five scenarios: a log to learn from. People prefer the longer answer in two cases of three. */
export function writeVotes(count: number, words: number): readonly LoggedVote[] {
  const questions = Math.ceil(count / VOTES_PER_QUESTION);
  const answers = writeAnswers(2 * questions, words).map(({ requests, answers: [text = ""] }, number) => ({
    request: requests[0] ?? "",
    // As long as they come: otherwise length could not differ.
    text: text.slice(0, Math.ceil(text.length * (0.4 + 0.6 * (draw(`length ${number}`) / 2 ** 32)))),
  }));
  return Array.from({ length: count }, (_value, number): LoggedVote => {
    const question = Math.floor(number / VOTES_PER_QUESTION);
    const [a, b] = [answers[2 * question], answers[2 * question + 1]];
    const isLongerPreferred = draw(`vote ${number}`) % 3 !== 0;
    const prompt = `${a?.request} (${draw(`prompt ${question}`) % PROMPTS})`;
    return {
      position: { recordedAt: number, voteId: `vote_${String(number).padStart(8, "0")}` },
      annotatorId: `annotator_${number % 40}`,
      choice: (a?.text ?? "").length > (b?.text ?? "").length === isLongerPreferred ? "a" : "b",
      questionId: `question_${question}`,
      collectionSlug: "bench",
      scenarioSlug: `scenario_${question % 5}`,
      inclusionProbability: 1,
      content: {
        kind: "compare",
        instruction: "Which is better?",
        criteriaVersion: null,
        dimensions: [],
        context: { title: "", messages: [{ role: "user", content: prompt }] },
        a: [{ role: "assistant", content: a?.text ?? "" }],
        b: [{ role: "assistant", content: b?.text ?? "" }],
      },
      opinions: [],
    };
  });
}

import { draw } from "../../src/domain/persona/draw.ts";
import type { LoggedVote } from "../../src/ports/evidence-store.ts";

const GOOD = "indeed precise helpful correct thorough clear sourced careful".split(" ");
const BAD = "whatever vague wrong dunno maybe sloppy unclear guess".split(" ");
const FILLER = "the answer of this question is about water and fire in a town by the river with many people".split(" ");

export interface LearnedVotesOptions {
  readonly count: number;
  readonly prompts: number;
  /** Share of the votes that go for the answer with good words; the others go against it. */
  readonly agreement?: number;
  readonly seed?: string;
  readonly scenarioSlug?: string;
}

/** Votes on pairs of answers, one with good words and one with bad ones, in the log's order: what there is to learn can be learned from a few hundred. The same options give the same votes. */
export function learnedVotes({
  count,
  prompts,
  agreement = 0.9,
  seed = "1",
  scenarioSlug = "general",
}: LearnedVotesOptions): readonly LoggedVote[] {
  return Array.from({ length: count }, (_value, number): LoggedVote => {
    const question = Math.floor(number / 2);
    const key = `${seed}|${scenarioSlug}|${question}`;
    const isFirstGood = draw(`${key}|side`) % 2 === 0;
    const prefersGood = draw(`${seed}|${number}|vote`) / 2 ** 32 < agreement;
    return {
      position: { recordedAt: 1_000 + Math.floor(number / 3), voteId: `vote_${String(number).padStart(6, "0")}` },
      annotatorId: `annotator_${number % 7}`,
      choice: draw(`${seed}|${number}|tie`) % 10 === 0 ? "tie" : prefersGood === isFirstGood ? "a" : "b",
      questionId: `question_${seed}_${scenarioSlug}_${question}`,
      collectionSlug: "preference",
      scenarioSlug,
      inclusionProbability: number % 5 === 0 ? 0.3 : 1,
      content: {
        kind: "compare",
        instruction: "Which is better?",
        criteriaVersion: null,
        dimensions: [],
        context: {
          title: "",
          messages: [{ role: "user", content: `Question number ${draw(`${key}|prompt`) % prompts} of the town?` }],
        },
        a: [{ role: "assistant", content: write(`${key}|a`, isFirstGood) }],
        b: [{ role: "assistant", content: write(`${key}|b`, !isFirstGood) }],
      },
      opinions: [],
    };
  });
}

function write(key: string, isGood: boolean): string {
  const words = Array.from({ length: 12 + (draw(`${key}|length`) % 30) }, (_value, place) => {
    const said = draw(`${key}|${place}`);
    const list = said % 5 === 0 ? (isGood ? GOOD : BAD) : FILLER;
    return list[Math.floor(said / 5) % list.length] ?? "";
  });
  return `${words.join(" ")}.`;
}

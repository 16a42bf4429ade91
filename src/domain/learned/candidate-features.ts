import { type HashedWords, hashWords } from "./hash-words.ts";
import { styleFeatures } from "./style-features.ts";

/** A line of a conversation; whoever is not `assistant` counts as the one who asks. */
export interface SpokenLine {
  readonly role: string;
  readonly content: string;
}

/** All that the model knows of a candidate. It is the same whatever it is compared with. */
export interface CandidateFeatures {
  /** As `STYLE_FEATURES` orders them. */
  readonly style: Float32Array;
  readonly words: HashedWords;
}

/** Reads a conversation: what the assistant said is the answer, what the others said the prompt. */
export function candidateFeatures(conversation: readonly SpokenLine[]): CandidateFeatures {
  const answers = conversation.filter(({ role }) => role === "assistant").map(({ content }) => content);
  const prompt = conversation.filter(({ role }) => role !== "assistant").map(({ content }) => content);
  return { style: styleFeatures(prompt.join("\n"), answers.join("\n\n")), words: hashWords(answers) };
}

import { tokeniseWords } from "../text/tokenise-words.ts";
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

/** Characters of each side that are read, from the newest message on backwards. */
const CHARACTERS_MAX = 20_000;

/**
 * Reads a conversation: what the assistant said is the answer, what the others said the prompt.
 * @param rubricReward what the scenario's rubric makes of it, 0..1; null: not known.
 */
export function candidateFeatures(conversation: readonly SpokenLine[], rubricReward: number | null): CandidateFeatures {
  const answers = textsOf(conversation, true);
  const prompt = textsOf(conversation, false);
  const answerWords = answers.map(tokeniseWords);
  return {
    style: styleFeatures(answers.join("\n\n"), answerWords.flat(), prompt.flatMap(tokeniseWords), rubricReward),
    words: hashWords(answerWords),
  };
}

/** What one side said, newest first as far as there is room, in its order. */
function textsOf(conversation: readonly SpokenLine[], isAnswer: boolean): readonly string[] {
  const texts: string[] = [];
  let room = CHARACTERS_MAX;
  for (let index = conversation.length - 1; index >= 0 && room > 0; index -= 1) {
    const { role = "", content = "" } = conversation[index] ?? {};
    if ((role === "assistant") === isAnswer) {
      texts.unshift(content.slice(0, room));
      room -= content.length;
    }
  }
  return texts;
}

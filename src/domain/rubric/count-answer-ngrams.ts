import { dropThoughts } from "../text/drop-thoughts.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
import { countRepeatedNgrams, type NgramCount } from "./repeated-ngrams.ts";
import { spaceOut } from "./space-out.ts";
import { READ_CHARACTERS_MAX } from "./text-view.ts";

/** How many n-grams the words of one of the policy's messages have, thoughts left out, and how many of them stood in it before. */
export function countAnswerNgrams(answer: string, ngramWords: number): NgramCount {
  const read = dropThoughts(answer.slice(0, READ_CHARACTERS_MAX)).normalize("NFKC");
  return countRepeatedNgrams(tokeniseWords(spaceOut(read)), ngramWords, null);
}

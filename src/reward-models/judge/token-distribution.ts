import type { ChatToken } from "./chat-reply.ts";

/**
 * How a model weighed the words that may stand at a place of its reply: probabilities of each, adding up to 1 over them, from the tokens it thought of for that place. What those hold before the place must be what the
 * reply holds there; of what follows, the beginning of a word is enough, as long as no other word begins so.
 * @param start the place in the reply's text.
 * @param words none the beginning of another.
 * @returns null where no token begins or lies there, where it was not weighed against any other, where none of its alternatives is one of the words, or where a word that is not among them may weigh more than those that are: a
 * grammar may force a word that the model held for next to impossible there, and then its weight says nothing against the others.
 */
export function tokenDistribution(
  tokens: readonly ChatToken[],
  start: number,
  words: readonly string[],
): readonly number[] | null {
  const token = tokens.find(({ start: from, text }) => from <= start && start < from + text.length);
  if (token === undefined || token.alternatives.length < 2) {
    return null;
  }
  const before = token.text.slice(0, start - token.start);
  const weights = words.map(() => 0);
  const seen = new Set<number>();
  for (const { text, logprob } of token.alternatives) {
    const rest = text.startsWith(before) ? text.slice(before.length).trimStart() : "";
    const begun = words.flatMap((word, index) =>
      rest !== "" && (word.startsWith(rest) || rest.startsWith(word)) ? [index] : [],
    );
    const [only] = begun;
    if (only !== undefined && begun.length === 1) {
      seen.add(only);
      weights[only] = (weights[only] ?? 0) + Math.exp(logprob);
    }
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const unseenMax = seen.size < words.length ? leastOfOthers(token) : 0;
  return total > unseenMax ? weights.map((weight) => weight / total) : null;
}

/** What is not listed weighs at most as much as the least that is; the token itself is listed even where it is not among the likeliest. */
function leastOfOthers({ alternatives }: ChatToken): number {
  return Math.exp(Math.min(...alternatives.slice(1).map(({ logprob }) => logprob)));
}

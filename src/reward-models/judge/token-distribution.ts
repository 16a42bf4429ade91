import type { ChatToken } from "./chat-reply.ts";

/**
 * How a model weighed the words that may stand at a place of its reply: probabilities of each, adding up to 1 over them, from the tokens it thought of for that place. What those hold before the place must be what the
 * reply holds there; of what follows, the beginning of a word is enough, as long as no other word begins so.
 * @param start the place in the reply's text.
 * @param words none the beginning of another.
 * @returns null where no token begins or lies there, where it was not weighed against any other, or none of its alternatives is one of the words.
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
  for (const { text, logprob } of token.alternatives) {
    const rest = text.startsWith(before) ? text.slice(before.length).trimStart() : "";
    const begun = words.flatMap((word, index) =>
      rest !== "" && (word.startsWith(rest) || rest.startsWith(word)) ? [index] : [],
    );
    const [only] = begun;
    if (only !== undefined && begun.length === 1) {
      weights[only] = (weights[only] ?? 0) + Math.exp(logprob);
    }
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : null;
}

import { type JsonNode, readJsonAt } from "./read-json-at.ts";

/** An object that stands in a reply. */
export type ObjectNode = Extract<JsonNode, { readonly kind: "object" }>;

/** A reply of a judge is short; one that is longer is not searched. */
const REPLY_CHARACTERS_MAX = 200_000;
const THOUGHTS_END = /<\/think(?:ing)?>/gi;
const THOUGHT = /<think(?:ing)?>/i;
const FENCE = /```[a-z]*/gi;

/**
 * The JSON objects in a judge's reply that have all the keys, in their order, with places in the reply as it came: past prose, fences and echoed examples. What stands in thoughts, closed or not, is no answer. Neither is what
 * stands among other words and was written by whoever is judged: it is quoted.
 * @param shown what the judge was shown that others wrote.
 */
export function findObjects(reply: string, keys: readonly string[], shown: string): readonly ObjectNode[] {
  if (reply.length > REPLY_CHARACTERS_MAX) {
    return [];
  }
  const { start, end } = answerPart(reply);
  const answer = reply.slice(0, end);
  const found: ObjectNode[] = [];
  let position = answer.indexOf("{", start);
  while (position >= 0) {
    const node = readJsonAt(answer, position);
    const isAnswer = node?.kind === "object" && keys.every((key) => node.members.has(key));
    if (isAnswer) {
      found.push(node);
    }
    position = answer.indexOf("{", isAnswer ? node.end : position + 1);
  }
  const isAllThereIs = !/[\p{L}\p{N}]/u.test(outside(answer.slice(start), found, start));
  return isAllThereIs || found.length === 0
    ? found
    : found.filter((node) => !isQuotedIn(shown, reply.slice(node.start, node.end)));
}

/** A reply without the objects that were found in it. */
function outside(answer: string, found: readonly ObjectNode[], start: number): string {
  const parts = found.map((node, index) => answer.slice((found[index - 1]?.end ?? start) - start, node.start - start));
  return [...parts, answer.slice((found.at(-1)?.end ?? start) - start)].join(" ").replace(FENCE, "");
}

/** Whether a text stands in another, white space aside. */
function isQuotedIn(shown: string, text: string): boolean {
  const squeeze = (words: string) => words.replace(/\s+/g, "");
  return squeeze(shown).includes(squeeze(text));
}

/** What stands between the end of the last thought that has one and the next that has none. */
function answerPart(reply: string): { readonly start: number; readonly end: number } {
  const lastEnd = [...reply.matchAll(THOUGHTS_END)].at(-1);
  const start = lastEnd === undefined ? 0 : lastEnd.index + lastEnd[0].length;
  const open = reply.slice(start).search(THOUGHT);
  return { start, end: open < 0 ? reply.length : start + open };
}

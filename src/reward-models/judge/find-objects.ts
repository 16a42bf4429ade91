import { type JsonNode, readJsonAt } from "./read-json-at.ts";

/** An object that stands in a reply. */
export type ObjectNode = Extract<JsonNode, { readonly kind: "object" }>;

/** A reply of a judge is short; one that is longer is not searched. */
const REPLY_CHARACTERS_MAX = 200_000;
const THOUGHTS_END = /<\/think(?:ing)?>/gi;
const THOUGHT = /<think(?:ing)?>/i;

/**
 * The JSON objects in a judge's reply that have all the keys, in their order, with places in the reply as it came: past prose, fences and echoed examples. What stands in thoughts, closed or not, is no answer.
 */
export function findObjects(reply: string, keys: readonly string[]): readonly ObjectNode[] {
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
  return found;
}

/** What stands between the end of the last thought that has one and the next that has none. */
function answerPart(reply: string): { readonly start: number; readonly end: number } {
  const lastEnd = [...reply.matchAll(THOUGHTS_END)].at(-1);
  const start = lastEnd === undefined ? 0 : lastEnd.index + lastEnd[0].length;
  const open = reply.slice(start).search(THOUGHT);
  return { start, end: open < 0 ? reply.length : start + open };
}

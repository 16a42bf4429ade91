import { quoteFinder } from "../../domain/judging/quote-finder.ts";
import type { ChatReply } from "./chat-reply.ts";
import { findObjects, type ObjectNode } from "./find-objects.ts";
import type { JsonNode } from "./read-json-at.ts";
import { tokenDistribution } from "./token-distribution.ts";

/** What a judge says of one statement. */
export interface Verdict {
  /** Probability that the conversation meets it: 0 or 1 where the reply holds no distribution. */
  readonly met: number;
  readonly isDistribution: boolean;
  /** It gave words as evidence that do not stand in the conversation: then it does not count as met. */
  readonly isMisquoted: boolean;
}

/** How judges say that no passage decides, though they are told to leave the quote empty. */
const NO_QUOTE = /^[^\p{L}\p{N}]*(?:(?:n\/?a|none|null|nothing|not applicable|no (?:passage|quote|evidence))[^\p{L}\p{N}]*)?$/iu;
const TRUE_OR_FALSE = ["true", "false"];

/** The key by which a reply names a statement. @param index from 0. */
export function statementKey(index: number): string {
  return `c${index + 1}`;
}

/**
 * Reads the verdicts on all statements out of a reply. Null where it holds none, was cut off, or says two things: a verdict is never made up.
 * @param conversation the texts that are judged: quotes must stand in it, and verdicts that do are quotes.
 */
export function readVerdicts(reply: ChatReply, statementCount: number, conversation: string): readonly Verdict[] | null {
  const keys = Array.from({ length: statementCount }, (_, index) => statementKey(index));
  const isQuoted = quoteFinder(conversation);
  const answers = reply.isCutOff
    ? []
    : findObjects(reply.text, keys, conversation).map((object) => readAnswer(object, keys, reply, isQuoted));
  const [first] = answers;
  if (first === undefined || first === null) {
    return null;
  }
  const agrees = (answer: readonly Verdict[] | null) =>
    answer?.every(({ met }, index) => met > 0.5 === (first[index]?.met ?? 0) > 0.5);
  return answers.every(agrees) ? first : null;
}

function readAnswer(
  { members }: ObjectNode,
  keys: readonly string[],
  { tokens }: ChatReply,
  isQuoted: (quote: string) => boolean,
): readonly Verdict[] | null {
  const verdicts: Verdict[] = [];
  for (const key of keys) {
    const node = members.get(key);
    const met = node?.kind === "object" ? node.members.get("met") : node;
    if (met?.kind !== "plain" || typeof met.value !== "boolean") {
      return null;
    }
    const isMisquoted = isFalseQuote(node, isQuoted);
    const distribution = tokens === null ? null : tokenDistribution(tokens, met.start, TRUE_OR_FALSE);
    const probability = distribution?.[0] ?? (met.value ? 1 : 0);
    verdicts.push({ met: isMisquoted ? 0 : probability, isDistribution: distribution !== null, isMisquoted });
  }
  return verdicts;
}

function isFalseQuote(node: JsonNode | undefined, isQuoted: (quote: string) => boolean): boolean {
  const quote = node?.kind === "object" ? node.members.get("quote") : undefined;
  return quote?.kind === "plain" && typeof quote.value === "string" && !NO_QUOTE.test(quote.value) && !isQuoted(quote.value);
}

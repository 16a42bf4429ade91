import type { ChatReply } from "./chat-reply.ts";
import { findObjects, type ObjectNode } from "./find-objects.ts";
import { ADDRESSING, BETTER } from "./judge-prompt.ts";
import { tokenDistribution } from "./token-distribution.ts";

/** What a judge says of a pair, in the order in which it was shown. */
export interface PairReading {
  /** Probability that A is the better one; a tie is half. */
  readonly shareA: number;
  readonly isDistribution: boolean;
  readonly addresses: (typeof ADDRESSING)[number];
}

const WINS: Readonly<Record<(typeof BETTER)[number], number>> = { A: 1, B: 0, tie: 0.5 };

/**
 * Reads which of two is better out of a reply. Null where it does not say, was cut off, or says two things.
 * @param conversations the texts that are compared: verdicts that stand in them are quotes.
 */
export function readPair(reply: ChatReply, conversations: string): PairReading | null {
  const objects = reply.isCutOff ? [] : findObjects(reply.text, ["addresses_judge", "better"], conversations);
  const readings = objects.map((object) => readObject(object, reply));
  const [first] = readings;
  if (first === undefined || first === null) {
    return null;
  }
  return readings.every((reading) => reading?.said === first.said) ? first.reading : null;
}

function readObject(
  { members }: ObjectNode,
  { tokens }: ChatReply,
): { readonly said: string; readonly reading: PairReading } | null {
  const node = members.get("better");
  const better = BETTER.find((word) => node?.kind === "plain" && node.value === word);
  const addressesNode = members.get("addresses_judge");
  const addresses = ADDRESSING.find((word) => addressesNode?.kind === "plain" && addressesNode.value === word);
  if (node === undefined || better === undefined || addresses === undefined) {
    return null;
  }
  // The word begins behind its quotation mark.
  const distribution = tokens === null ? null : tokenDistribution(tokens, node.start + 1, BETTER);
  const shareA = distribution?.reduce((sum, probability, index) => sum + probability * WINS[BETTER[index] ?? "tie"], 0);
  return {
    said: `${better} ${addresses}`,
    reading: { shareA: shareA ?? WINS[better], isDistribution: distribution !== null, addresses },
  };
}

import type { CompareContent, QuestionDimension, ShownMessage } from "../../domain/questions/question.ts";
import { showConversation, withoutInstructions } from "../../domain/questions/show-conversation.ts";
import { splitContext } from "../../domain/questions/split-context.ts";
import { canonicalJson } from "../../domain/scenarios/canonical-json.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";
import type { HumanTerms } from "./human-terms.ts";
import { nameQuestion } from "./name-question.ts";

/** What annotators are asked where the caller says nothing else. */
export const COMPARE_INSTRUCTION = "Which of the two answers is better?";

/** What two conversations are compared for. */
export interface ComparedPair {
  readonly scenarioTitle: string;
  /** The wordings of the scenario's opening, by which the speakers are told apart. */
  readonly opening: readonly string[];
  readonly responseA: readonly TranscriptMessage[];
  readonly responseB: readonly TranscriptMessage[];
  /** What may be judged one by one beside the whole. */
  readonly dimensions: readonly QuestionDimension[];
  readonly human: Pick<HumanTerms, "audience" | "instruction" | "criteriaVersion">;
}

/** A pair as a question. */
export interface CompareQuestion {
  readonly questionId: string;
  readonly content: CompareContent;
  /** Whether the caller's A is the question's B. */
  readonly isSwapped: boolean;
}

/**
 * The question that a pair of conversations is: what both begin with is the context, and the candidates stand in the order of their digests, so that the pair the
 * other way round is the same question. Instructions are shown where both had the same: otherwise they would tell which policy is which. Null where people would see the
 * same on both sides.
 */
export function toCompareQuestion(sha256Hex: Sha256Hex, tenantId: string, pair: ComparedPair): CompareQuestion | null {
  const { scenarioTitle, opening, dimensions, human } = pair;
  const [sideA, sideB] = [showConversation(pair.responseA, opening), showConversation(pair.responseB, opening)];
  const shown = haveSameInstructions(sideA, sideB)
    ? splitContext(sideA, sideB)
    : splitContext(withoutInstructions(sideA), withoutInstructions(sideB));
  const [textA, textB] = [canonicalJson(shown.a), canonicalJson(shown.b)];
  if (textA === textB) {
    return null;
  }
  const isSwapped = sha256Hex(textA) > sha256Hex(textB);
  const content: CompareContent = {
    kind: "compare",
    instruction: human.instruction ?? COMPARE_INSTRUCTION,
    criteriaVersion: human.criteriaVersion,
    dimensions,
    context: { title: scenarioTitle, messages: shown.context },
    a: isSwapped ? shown.b : shown.a,
    b: isSwapped ? shown.a : shown.b,
  };
  return { questionId: nameQuestion(sha256Hex, tenantId, human.audience, content), content, isSwapped };
}

function haveSameInstructions(one: readonly ShownMessage[], other: readonly ShownMessage[]): boolean {
  const [ones, others] = [one, other].map((shown) => shown.filter(({ role }) => role === "system"));
  return canonicalJson(ones ?? []) === canonicalJson(others ?? []);
}

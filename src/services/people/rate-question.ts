import type { RateContent } from "../../domain/questions/question.ts";
import { showConversation } from "../../domain/questions/show-conversation.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";
import { nameQuestion } from "./name-question.ts";
import type { RatingAsk } from "./people.ts";

/** What annotators are asked where the caller says nothing else. */
const RATE_INSTRUCTION = "How good is what the assistant does in this conversation?";

/** A conversation to be rated, as a question. */
export interface RateQuestion {
  readonly questionId: string;
  readonly content: RateContent;
}

/** The question how good a conversation is, named by its content. */
export function toRateQuestion(
  sha256Hex: Sha256Hex,
  tenantId: string,
  { scenarioTitle, opening, messages, dimensions, human }: Omit<RatingAsk, "reward" | "scores" | "worthVotes">,
): RateQuestion {
  const content: RateContent = {
    kind: "rate",
    instruction: human.instruction ?? RATE_INSTRUCTION,
    criteriaVersion: human.criteriaVersion,
    dimensions: dimensions.map(({ key, title }) => ({ key, title })),
    context: { title: scenarioTitle, messages: [] },
    item: showConversation(messages, opening),
  };
  return { questionId: nameQuestion(sha256Hex, tenantId, human.audience, content), content };
}

import { addressesGrader } from "./addresses-grader.ts";
import { hasControlTokens } from "./control-tokens.ts";
import { dropHiddenCharacters, hasHiddenCharacters } from "./hidden-characters.ts";
import { isJunk } from "./is-junk.ts";
import type { ModelFlag } from "./model-flag.ts";
import type { ModelMessage } from "./model-question.ts";

/**
 * What a conversation shows to whoever only looks at its letters, before a model is asked about it. `junk`: none of the policy's lines holds an answer, or one holds a chat template's marks. `injection_suspected`: one of them holds
 * such marks, hides characters, or speaks to the grader. Both are suspicions: honest texts may quote what they speak of.
 */
export function screenConversation(messages: readonly ModelMessage[]): readonly ModelFlag[] {
  const lines = messages.filter(({ role }) => role === "assistant").map(({ content }) => content);
  const seen = lines.map((line) => dropHiddenCharacters(line).normalize("NFKC"));
  const holdsTokens = seen.some(hasControlTokens);
  const flags: ModelFlag[] = [];
  if (holdsTokens || lines.some(hasHiddenCharacters) || seen.some(addressesGrader)) {
    flags.push("injection_suspected");
  }
  if (holdsTokens || seen.every(isJunk)) {
    flags.push("junk");
  }
  return flags;
}

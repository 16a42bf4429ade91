import { breakControlTokens } from "../domain/judging/control-tokens.ts";
import type { ModelMessage } from "../ports/reward-model.ts";
import type { Template } from "./scalar-model-options.ts";

/** The templates that are written here. */
export type BuiltinTemplate = Exclude<Template, "server" | "remote">;

/** Whether a text holds the token that begins every text (`<|begin_of_text|>`), or the server's tokenizer puts it there: twice would shift the scores. */
export type TextStart = "written" | "by_server";

/**
 * A conversation as the one text that a model of that family reads. What the messages say opens no turn: control tokens in them are broken.
 * @param messages end with the policy's; nothing is begun after it.
 */
export function renderTemplate(template: BuiltinTemplate, messages: readonly ModelMessage[], start: TextStart): string {
  const turns = messages.map(({ role, content }) => ({ role, content: breakControlTokens(content) }));
  switch (template) {
    case "chatml":
      return turns.map(({ role, content }) => `<|im_start|>${role}\n${content}<|im_end|>\n`).join("");
    case "llama3": {
      const text = turns.map(({ role, content }) => `<|start_header_id|>${role}<|end_header_id|>\n\n${content.trim()}<|eot_id|>`);
      return `${start === "written" ? "<|begin_of_text|>" : ""}${text.join("")}`;
    }
    case "raw":
      return turns.map(({ content }) => content).join("\n\n");
  }
}

/** A conversation for a server that templates it: what the messages say opens no turn there either. */
export function renderMessages(messages: readonly ModelMessage[]): readonly ModelMessage[] {
  return messages.map(({ role, content }) => ({ role, content: breakControlTokens(content) }));
}

/** What comes before the policy's last message, and that message, as two texts without roles. */
export function renderPair(messages: readonly ModelMessage[]): { readonly prompt: string; readonly response: string } {
  return {
    prompt: renderTemplate("raw", messages.slice(0, -1), "by_server"),
    response: renderTemplate("raw", messages.slice(-1), "by_server"),
  };
}

/** The ways of writing a conversation as one text that are told apart. */
export const CHAT_TEMPLATES = [
  "chatml",
  "phi4",
  "granite",
  "llama3",
  "llama4",
  "gemma",
  "mistral",
  "deepseek",
  "glm",
  "harmony",
  "plain",
] as const;

export type ChatTemplate = (typeof CHAT_TEMPLATES)[number];

/** One message read out of a templated text. */
export interface TemplatedMessage {
  /** As the rest of the program calls it: `system`, `user`, `assistant`, `tool`, or what the text says. */
  readonly role: string;
  readonly content: string;
}

/** Marks by which a template is known. Phi-4 writes ChatML with headers of its own, so its marks, which begin alike, stand first. */
const SIGNS: readonly (readonly [ChatTemplate, readonly string[]])[] = [
  ["phi4", ["<|im_start|>system<|im_sep|>", "<|im_start|>user<|im_sep|>", "<|im_start|>assistant<|im_sep|>"]],
  ["chatml", ["<|im_start|>"]],
  ["granite", ["<|start_of_role|>"]],
  ["llama3", ["<|start_header_id|>"]],
  ["llama4", ["<|header_start|>"]],
  ["gemma", ["<start_of_turn>"]],
  ["mistral", ["[INST]", "[SYSTEM_PROMPT]"]],
  ["deepseek", ["<｜User｜>", "<｜Assistant｜>"]],
  ["glm", ["<|system|>", "<|user|>", "<|assistant|>"]],
  ["harmony", ["<|start|>", "<|channel|>"]],
];

/** The template whose mark comes first in the text: what comes later may have been written by a policy. `plain` where there is none. */
export function detectTemplate(text: string): ChatTemplate {
  let found: ChatTemplate = "plain";
  let foundAt = Number.POSITIVE_INFINITY;
  for (const [template, signs] of SIGNS) {
    for (const sign of signs) {
      const at = text.indexOf(sign);
      if (at >= 0 && at < foundAt) {
        found = template;
        foundAt = at;
      }
    }
  }
  return found;
}

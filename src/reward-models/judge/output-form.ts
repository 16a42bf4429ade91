import type { JudgeOptions } from "./judge-options.ts";

/** Ways to ask for JSON, strictest first: the standard, vLLM since 0.12, vLLM before, JSON of any shape, words alone. */
export const STRUCTURES = ["json_schema", "structured_outputs", "guided_json", "json_object", "plain"] as const;
export type Structure = (typeof STRUCTURES)[number];

/** How a judge is asked to answer. */
export interface OutputForm {
  readonly structure: Structure;
  /** Whether the weights of tokens are asked for. Verdicts are then asked for without reasons, which would settle them before they are weighed. */
  readonly hasLogprobs: boolean;
}

/** Tokens weighed at each place. More than OpenAI (20) and fewer than a verdict and its spellings need is refused or useless. */
const TOP_LOGPROBS = 20;

/** The forms that an endpoint may understand, best first; one where the options leave no choice. */
export function formsOf({ structured, logprobs }: Pick<JudgeOptions, "structured" | "logprobs">): readonly OutputForm[] {
  const structures = structured === "auto" ? STRUCTURES : [structured];
  const weights = logprobs === "auto" ? [true, false] : [logprobs === "always"];
  return structures.flatMap((structure) => weights.map((hasLogprobs) => ({ structure, hasLogprobs })));
}

/** The members of a request's body that ask for a form. */
export function formMembers({ structure, hasLogprobs }: OutputForm, schema: unknown): Readonly<Record<string, unknown>> {
  return { ...structureMembers(structure, schema), ...(hasLogprobs ? { logprobs: true, top_logprobs: TOP_LOGPROBS } : {}) };
}

function structureMembers(structure: Structure, schema: unknown): Readonly<Record<string, unknown>> {
  switch (structure) {
    case "json_schema":
      return { response_format: { type: "json_schema", json_schema: { name: "verdicts", strict: true, schema } } };
    case "structured_outputs":
      return { structured_outputs: { json: schema } };
    case "guided_json":
      return { guided_json: schema };
    case "json_object":
      return { response_format: { type: "json_object" } };
    case "plain":
      return {};
  }
}

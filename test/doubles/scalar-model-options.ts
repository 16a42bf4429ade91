import type { ModelQuestion } from "../../src/ports/reward-model.ts";
import type { ScalarAdapter, ScalarModelOptions } from "../../src/reward-models/scalar-model-options.ts";

/** Options of a model at that URL, as a configuration file without any details would give them. */
export function scalarModelOptions(
  adapter: ScalarAdapter,
  baseUrl: URL,
  options: Partial<ScalarModelOptions> = {},
): ScalarModelOptions {
  return {
    id: "rm",
    adapter,
    upstream: { baseUrl, apiKey: null, headers: {}, answerBytesMax: 100_000, connectionsMax: 4 },
    model: "rm",
    template: "raw",
    activation: "raw",
    pick: "first",
    batchMax: 16,
    extraBody: {},
    generic: null,
    ...options,
  };
}

/** A conversation of two lines. */
export function modelQuestion(prompt: string, response: string, reference: string | null = null): ModelQuestion {
  return {
    messages: [
      { role: "user", content: prompt },
      { role: "assistant", content: response },
    ],
    reference,
    criteria: [{ id: "right", dimension: "right", text: "Is it right?", points: 1 }],
  };
}

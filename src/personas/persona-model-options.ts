import type { UpstreamOptions } from "../outbound/upstream-options.ts";

/** A language model behind an OpenAI-compatible endpoint that may rephrase a persona's lines. */
export interface PersonaModelOptions {
  /** Its base URL is the one that `/chat/completions` is added to, such as `http://llm:8000/v1`. */
  readonly upstream: UpstreamOptions;
  readonly model: string;
  /** 0..2. */
  readonly temperature: number;
}

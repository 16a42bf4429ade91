import type { UpstreamOptions } from "../outbound/upstream-options.ts";

export const SCALAR_ADAPTERS = [
  "vllm_classify",
  "vllm_pooling",
  "sglang_classify",
  "tei_predict",
  "rerank",
  "openai_reward_chat",
  "openrlhf",
  "generic_http",
] as const;
export type ScalarAdapter = (typeof SCALAR_ADAPTERS)[number];

/** Who turns messages into the model's own text: its server (it is sent messages), its server's templating endpoint, or we. */
export const TEMPLATES = ["server", "remote", "chatml", "llama3", "raw"] as const;
export type Template = (typeof TEMPLATES)[number];

/** What is done to what the model gives: nothing, or a squashing that some servers insist on. */
export const ACTIVATIONS = ["raw", "sigmoid", "softmax"] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** A scalar reward model behind one of the known interfaces. */
export interface ScalarModelOptions {
  readonly id: string;
  readonly adapter: ScalarAdapter;
  readonly upstream: UpstreamOptions;
  /** As the server knows it; null: it serves one. */
  readonly model: string | null;
  readonly template: Template;
  readonly activation: Activation;
  /** Which of several numbers is the score: the first, the last, or that of a label or attribute. */
  readonly pick: "first" | "last" | { readonly label: string };
  /** Questions a call. 1 where the interface takes one. */
  readonly batchMax: number;
  /** Members added to every request body. */
  readonly extraBody: Readonly<Record<string, unknown>>;
  /** `generic_http` only: path, a JSON template with `{{prompt}}`, `{{response}}`, `{{messages}}`, `{{text}}`, `{{reference}}`, and where the scores stand, as JSON pointers (`*` for each of a list). */
  readonly generic: { readonly path: string; readonly body: unknown; readonly scorePointer: string } | null;
}

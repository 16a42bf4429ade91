import type { Upstream } from "../outbound/open-upstream.ts";
import type { ModelCallError, ModelQuestion } from "../ports/reward-model.ts";
import type { ScalarModelOptions } from "./scalar-model-options.ts";

/** One of the numbers that a server gives a conversation. */
export interface LabelledNumber {
  /** `LABEL_0`, `LABEL_1`, … in their order where the server names none. */
  readonly label: string;
  /** Null: the server gives none. */
  readonly value: number | null;
}

/** How one kind of server is asked. */
export interface ScalarInterface {
  /** Questions a call, where the interface or the server takes fewer than the options say. May become smaller once the server has been asked. */
  readonly batchMax: () => number;
  /** The numbers of each question, or why it alone has none, in their order. Rejects with ModelCallError where all failed together. */
  readonly ask: (
    questions: readonly ModelQuestion[],
    signal: AbortSignal,
  ) => Promise<readonly (readonly LabelledNumber[] | ModelCallError)[]>;
}

/** Makes an interface. Throws RangeError where the options do not fit it. */
export type CreateScalarInterface = (options: ScalarModelOptions, upstream: Upstream) => ScalarInterface;

/** Numbers that a server gives without names. */
export function labelByOrder(values: readonly (number | null)[]): readonly LabelledNumber[] {
  return values.map((value, index) => ({ label: `LABEL_${index}`, value }));
}

/** `model` as a body holds it: nothing where the server serves one. */
export function modelMember({ model }: ScalarModelOptions): { readonly model?: string } {
  return model === null ? {} : { model };
}

import { ModelCallError } from "../../ports/reward-model.ts";
import type { JudgeOptions } from "./judge-options.ts";
import { formsOf, type OutputForm } from "./output-form.ts";

/** Answers of a server that has nothing against the form: who calls, where, and how often. */
const NOT_THE_FORM: ReadonlySet<unknown> = new Set([401, 402, 403, 404, 405, 407, 408, 413, 429]);
/** Refusals in a row after which the endpoint is taken for another than it was. */
const REFUSALS_MAX = 5;

/**
 * Tries one form on a question that is not hostile. Resolves to the form that the answer shows to work (without weights of tokens, where they were asked for and not given), or null where the answer holds no verdict.
 * Rejects as a call does.
 */
export type FormProbe = (form: OutputForm, signal: AbortSignal) => Promise<OutputForm | null>;

/** Which form of output an endpoint and its model understand: looked for once, going down the ladder, and remembered. */
export class EndpointForm {
  readonly #forms: readonly OutputForm[];
  readonly #probe: FormProbe;
  #settled: OutputForm | null;
  #search: Promise<OutputForm> | null = null;
  #refusals = 0;

  constructor(options: Pick<JudgeOptions, "structured" | "logprobs">, probe: FormProbe) {
    this.#forms = formsOf(options);
    this.#probe = probe;
    this.#settled = this.#onlyForm();
  }

  /**
   * The form to ask in. Whoever comes while another searches waits for what that one finds. Rejects with ModelCallError: the first refusal where every form was refused, `unparseable` where some was answered and
   * none gave a verdict, other
   * failures at once.
   */
  async find(signal: AbortSignal): Promise<OutputForm> {
    while (this.#settled === null) {
      if (this.#search === null) {
        this.#search = this.#goDown(signal).finally(() => {
          this.#search = null;
        });
        return await this.#search;
      }
      try {
        return await unlessAborted(this.#search, AbortSignal.any([signal]));
      } catch (error) {
        // Whoever searched was stopped; that is no reason for those who were not.
        if (signal.aborted || !(error instanceof ModelCallError) || error.reason !== "timeout") {
          throw error;
        }
      }
    }
    return this.#settled;
  }

  /** Notes how a call in the form that was found ended: an endpoint that refuses again and again is asked anew what it understands. */
  note(isRefused: boolean): void {
    this.#refusals = isRefused ? this.#refusals + 1 : 0;
    if (this.#refusals >= REFUSALS_MAX) {
      this.#refusals = 0;
      this.#settled = this.#onlyForm();
    }
  }

  #onlyForm(): OutputForm | null {
    return this.#forms.length === 1 ? (this.#forms[0] ?? null) : null;
  }

  /** A form is not given up for one fault of the server's, which may have nothing to do with it. */
  async #try(form: OutputForm, signal: AbortSignal): Promise<OutputForm | null> {
    try {
      return await this.#probe(form, signal);
    } catch (error) {
      if (!(error instanceof ModelCallError) || error.reason !== "upstream_error") {
        throw error;
      }
      return await this.#probe(form, signal);
    }
  }

  async #goDown(signal: AbortSignal): Promise<OutputForm> {
    let refusal: ModelCallError | null = null;
    let hasAnswered = false;
    for (const form of this.#forms) {
      try {
        const found = await this.#try(form, signal);
        if (found !== null) {
          this.#settled = found;
          return found;
        }
        hasAnswered = true;
      } catch (error) {
        if (!isAboutForm(error) && !isAboutWeights(error, form)) {
          throw error;
        }
        // That weights are forbidden is not why a form without them is refused.
        refusal = refusal === null || isForbidden(refusal) ? error : refusal;
      }
    }
    if (refusal !== null && !hasAnswered) {
      throw refusal;
    }
    throw new ModelCallError("unparseable", "The judge gave no verdict in any form of output that was asked for.");
  }
}

/** Whether a server may have failed for what was asked of its output: a 4xx about the request, or a 5xx, as some answer to a schema that they cannot keep. */
export function isAboutForm(error: unknown): error is ModelCallError {
  if (!(error instanceof ModelCallError)) {
    return false;
  }
  const status = "status" in error ? error.status : null;
  return error.reason === "upstream_error" || (error.reason === "refused" && !NOT_THE_FORM.has(status));
}

/** OpenAI answers 403 where a reasoning model is asked for the weights of its tokens. Where the key is what is refused, the next form without them is too. */
function isAboutWeights(error: unknown, { hasLogprobs }: OutputForm): error is ModelCallError {
  return hasLogprobs && error instanceof ModelCallError && isForbidden(error);
}

function isForbidden(error: ModelCallError): boolean {
  return "status" in error && error.status === 403;
}

/** The promise's outcome, or a rejection with `timeout` as soon as the signal aborts. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new ModelCallError("timeout", "The judge was stopped before it had answered."));
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) {
      stop();
    }
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

import type { Surroundings } from "../../clients/typescript/src/send-request.ts";

/** One request as it was sent. */
export interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | null;
}

/** What is done with a request: answered, or thrown at. */
export type ScriptedAnswer = (request: SentRequest, signal: AbortSignal) => Response | Promise<Response>;

/** A server that answers by a script, one entry a request, and time that passes at once. A request beyond the script throws. */
export function createScriptedServer(...answers: readonly ScriptedAnswer[]): {
  readonly fetch: typeof fetch;
  readonly sent: readonly SentRequest[];
  readonly surroundings: Surroundings;
  /** The waits between attempts, in milliseconds. */
  readonly waitsMs: readonly number[];
} {
  const sent: SentRequest[] = [];
  const waitsMs: number[] = [];
  return {
    sent,
    waitsMs,
    surroundings: {
      random: () => 0.5,
      now: () => 0,
      sleep: (ms) => {
        waitsMs.push(ms);
        return Promise.resolve();
      },
    },
    fetch: async (input, init) => {
      const request: SentRequest = {
        url: String(input),
        method: init?.method ?? "GET",
        headers: new Headers(init?.headers),
        body: (init?.body as string | undefined) ?? null,
      };
      sent.push(request);
      const answer = answers[sent.length - 1];
      if (answer === undefined) {
        throw new Error(`The script has no answer number ${sent.length}.`);
      }
      return await answer(request, init?.signal ?? new AbortController().signal);
    },
  };
}

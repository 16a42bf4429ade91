import { FolkmootError } from "../../domain/errors.ts";
import type { ScoringAnswer, ScoringHead, ScoringListener } from "../../ports/scoring-threads.ts";

export interface LineStream {
  readonly head: ScoringHead;
  readonly lines: ReadableStream<Uint8Array>;
}

/** What the door wants to know of a stream that was begun. */
export interface LineStreamEvents {
  readonly onAnswer: (answer: ScoringAnswer) => void;
  /** The stream ended with a failure as its last line. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Runs an answer that comes in lines. Resolves at the first of them; rejects where the request is refused before. What goes wrong later is the last line: an object
 * with `failure` instead of `summary`.
 */
export function openLineStream(
  run: (listener: ScoringListener) => Promise<ScoringAnswer>,
  requestId: string,
  events: LineStreamEvents,
): Promise<LineStream> {
  const encoder = new TextEncoder();
  return new Promise((resolve, reject) => {
    let hasBegun = false;
    /** Null before the first line and after the last, and as soon as the client is gone. */
    let open: ReadableStreamDefaultController<Uint8Array> | null = null;
    const send = (text: string) => open?.enqueue(encoder.encode(text));
    const listener: ScoringListener = {
      begin: (head) => {
        hasBegun = true;
        const lines = new ReadableStream<Uint8Array>({
          start: (controller) => {
            open = controller;
          },
          // The client is gone: what still comes is for nobody.
          cancel: () => {
            open = null;
          },
        });
        resolve({ head, lines });
      },
      write: send,
    };
    const end = (lastLine: string) => {
      send(`${lastLine}\n`);
      open?.close();
      open = null;
    };
    run(listener).then(
      (answer) => {
        end(answer.text);
        events.onAnswer(answer);
      },
      (error: unknown) => {
        if (!hasBegun) {
          reject(error);
          return;
        }
        end(JSON.stringify({ failure: describeFailure(error), request_id: requestId }));
        events.onFailure(error);
      },
    );
  });
}

function describeFailure(error: unknown): { readonly class: string; readonly detail: string; readonly retryable: boolean } {
  return error instanceof FolkmootError
    ? { class: error.code, detail: error.message, retryable: error.isRetryable }
    : {
        class: "internal",
        detail: "Something went wrong inside the server. It is in the server's log under this request id.",
        retryable: false,
      };
}

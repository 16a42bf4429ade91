import { type ErrorRecord, toErrorRecord } from "../../domain/error-record.ts";
import { FolkmootError } from "../../domain/errors.ts";
import type { DirectAnswer } from "../direct-requests.ts";
import type { ReadRequest } from "../scoring/scoring-call.ts";
import { answerCalls } from "./answer-calls.ts";
import type { CompatDoor } from "./create-compat-answerer.ts";
import { createCompatAnswerers } from "./create-compat-answerers.ts";
import { unpackCalls } from "./pack-calls.ts";

/** A line of what the main thread gets back: what became of one request. */
export type CallLine =
  | (DirectAnswer & { readonly index: number })
  | { readonly index: number; readonly refusal: ErrorRecord }
  /** Nothing that a caller is to be told of; the main thread has been. */
  | { readonly index: number; readonly fault: true };

/** Requests of trainers that came one by one, answered together away from the thread that took them in. Packed by this very program: there is nothing to validate. */
export function createCompatOperation(door: CompatDoor): (packed: ArrayBuffer) => ReadRequest {
  const answerers = createCompatAnswerers(door);
  return (packed) => {
    const batch = unpackCalls(packed);
    return {
      latencyBudgetMs: null,
      answer: async ({ ports, pause, throwIfStopped, onResult }) => {
        const write = (line: CallLine) => onResult?.(line);
        const answered = {
          onAnswer: (index: number, { text, headers }: DirectAnswer) => write({ index, text, headers }),
          onFailure: (index: number, error: unknown) => {
            if (error instanceof FolkmootError) {
              write({ index, refusal: toErrorRecord(error) });
              return;
            }
            ports.reportFault(error, batch.calls[index]?.caller.requestId ?? "");
            write({ index, fault: true });
          },
        };
        const hooks = { signal: { throwIfAborted: throwIfStopped }, ...(pause === null ? {} : { pause }) };
        const counts = await answerCalls(answerers, ports, batch, answered, hooks);
        return { body: {}, ...counts, sources: [] };
      },
    };
  };
}

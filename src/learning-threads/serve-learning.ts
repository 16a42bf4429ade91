import type { MessagePort } from "node:worker_threads";
import type { LearnedSnapshot, LearningThread } from "../ports/learning-thread.ts";
import type { LearningCall, LearningMethod, LearningReply } from "./learning-calls.ts";

/** The methods of a learning thread, answering at once. */
export type ServedLearning = {
  readonly [Method in LearningMethod]: (
    ...args: Parameters<LearningThread[Method]>
  ) => Awaited<ReturnType<LearningThread[Method]>>;
};

/** Serves calls that come through a port, one after another. The large parts of a snapshot are handed over, not copied. */
export function serveLearning(port: MessagePort, methods: ServedLearning): void {
  port.on("message", (call: LearningCall) => {
    const reply = answer(call, methods);
    const isSnapshot = call.method === "takeSnapshot" && "result" in reply;
    port.postMessage(reply, isSnapshot ? partsOf(reply.result as LearnedSnapshot) : []);
  });
}

function partsOf({ payload, served }: LearnedSnapshot): ArrayBuffer[] {
  return [payload.buffer, served.weights.buffer];
}

function answer({ number, method, args }: LearningCall, methods: ServedLearning): LearningReply {
  try {
    return { number, result: (methods[method] as (...given: readonly unknown[]) => unknown)(...args) };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { number, error: { name, message, stack: stack ?? "" } };
  }
}
